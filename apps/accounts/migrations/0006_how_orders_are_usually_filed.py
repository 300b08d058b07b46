from django.db import migrations, models


class Migration(migrations.Migration):
    """The class symbol and the archival category with which the form of an order opens."""

    dependencies = [("accounts", "0005_second_factor")]
    operations = [
        migrations.AddField(
            "centre",
            "order_class_symbol",
            models.CharField(
                blank=True, default="", max_length=20, verbose_name="zwykły symbol klasyfikacyjny zarządzeń (JRWA)"
            ),
        ),
        migrations.AddField(
            "centre",
            "order_archival_category",
            models.CharField(
                blank=True, default="", max_length=10, verbose_name="zwykła kategoria archiwalna zarządzeń"
            ),
        ),
    ]
