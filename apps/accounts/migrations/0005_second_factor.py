from django.db import migrations, models

# Whoever tries the examples has the passwords of the README, and no phones.
NOT_IN_EXAMPLES = "UPDATE accounts_centre SET second_factor = 'nobody' WHERE is_example"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_reminders")]

    operations = [
        migrations.AddField(
            model_name="centre",
            name="second_factor",
            field=models.CharField(
                choices=[
                    ("leaders", "dyrekcji, kadr i administratorów"),
                    ("everyone", "wszystkich"),
                    ("nobody", "nikogo – włącza je, kto chce"),
                ],
                default="leaders",
                help_text="Hasło i kod z telefonu.",
                max_length=10,
                verbose_name="logowanie dwuetapowe wymagane od",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="second_factor_asked_on",
            field=models.DateField(editable=False, null=True, verbose_name="poproszono o logowanie dwuetapowe"),
        ),
        migrations.AddConstraint(
            model_name="centre",
            constraint=models.CheckConstraint(
                condition=models.Q(second_factor__in=["leaders", "everyone", "nobody"]),
                name="who_logs_in_by_two_steps_is_known",
            ),
        ),
        migrations.RunSQL(NOT_IN_EXAMPLES, migrations.RunSQL.noop),
    ]
