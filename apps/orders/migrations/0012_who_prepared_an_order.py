from django.db import migrations, models


def unit():
    return models.CharField(blank=True, default="", max_length=200, verbose_name="komórka opracowująca")


class Migration(migrations.Migration):
    """The register says which unit of the centre prepared an order; of older ones it is not known."""

    dependencies = [("orders", "0011_amendments_fall_with_what_they_amend")]
    operations = [
        migrations.AddField("issuedorder", "drafting_unit", unit()),
        migrations.AddField("order", "drafting_unit", unit()),
        migrations.AddIndex(
            "order",
            models.Index(
                "centre", models.F("id").desc(), condition=~models.Q(drafting_unit=""), name="units_lately"
            ),
        ),
    ]
