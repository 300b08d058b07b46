import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_legal_advisers"),
        ("organisation", "0009_guard_staffing_and_variants"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="VariantMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
            options={
                "verbose_name": "przejście na stanowisko",
                "verbose_name_plural": "przejścia na stanowiska",
                "ordering": ["person__last_name", "person__first_name", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="variant",
            name="a_variant_decided_says_who_and_when",
        ),
        migrations.AddField(
            model_name="variant",
            name="basis",
            field=models.CharField(blank=True, max_length=500, verbose_name="podstawa"),
        ),
        migrations.AddField(
            model_name="variant",
            name="laid",
            field=models.JSONField(default=dict, verbose_name="czego dotknęło wprowadzenie"),
        ),
        migrations.AddField(
            model_name="variant",
            name="planned_on",
            field=models.DateField(null=True, verbose_name="ma obowiązywać od"),
        ),
        migrations.AddField(
            model_name="variant",
            name="returned_note",
            field=models.TextField(blank=True, verbose_name="dlaczego wrócił do poprawy"),
        ),
        migrations.AddField(
            model_name="variant",
            name="shown_at",
            field=models.DateTimeField(null=True, verbose_name="pokazano pracownikom"),
        ),
        migrations.AddField(
            model_name="variant",
            name="shown_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="pokazał(a)",
            ),
        ),
        migrations.AddField(
            model_name="variant",
            name="submitted_at",
            field=models.DateTimeField(null=True, verbose_name="przekazano"),
        ),
        migrations.AddField(
            model_name="variant",
            name="submitted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="przekazał(a)",
            ),
        ),
        migrations.AlterField(
            model_name="variant",
            name="status",
            field=models.CharField(
                choices=[
                    ("working", "proponowany"),
                    ("submitted", "u dyrektora"),
                    ("introduced", "wprowadzony"),
                    ("dropped", "odłożony"),
                ],
                default="working",
                max_length=12,
                verbose_name="stan",
            ),
        ),
        migrations.AddConstraint(
            model_name="variant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("closed_by", None), ("status__in", ["working", "submitted"])),
                    models.Q(
                        models.Q(("status__in", ["working", "submitted"]), _negated=True),
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_variant_decided_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="variant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "submitted"), _negated=True),
                    models.Q(
                        ("planned_on__isnull", False), ("submitted_at__isnull", False), ("submitted_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="a_variant_handed_over_says_for_when_and_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="variant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "introduced"), _negated=True),
                    ("submitted_by", None),
                    models.Q(("closed_by", models.F("submitted_by")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_introduces_the_variant_they_handed_over",
            ),
        ),
        migrations.AddConstraint(
            model_name="variant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("shown_at", None), ("shown_by", None)),
                    models.Q(("shown_at__isnull", False), ("shown_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_variant_is_shown_by_somebody",
            ),
        ),
        migrations.AddField(
            model_name="variantmove",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.person",
                verbose_name="osoba",
            ),
        ),
        migrations.AddField(
            model_name="variantmove",
            name="position",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.position",
                verbose_name="ze stanowiska",
            ),
        ),
        migrations.AddField(
            model_name="variantmove",
            name="target",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="moves",
                to="organisation.variantposition",
                verbose_name="na stanowisko",
            ),
        ),
        migrations.AddField(
            model_name="variantmove",
            name="variant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="moves",
                to="organisation.variant",
                verbose_name="wariant",
            ),
        ),
        migrations.AddConstraint(
            model_name="variantmove",
            constraint=models.UniqueConstraint(
                fields=("variant", "person", "position"), name="a_person_goes_one_way_from_a_position"
            ),
        ),
    ]
