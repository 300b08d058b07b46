import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables of what members give and WRZOS says; opinions point to the edition in work."""

    dependencies = [
        ('accounts', '0003_legal_advisers'),
        ('catalogue', '0004_intermediate_opinions_and_tools'),
        ('implementation', '0001_phases_tasks_evidence'),
        ('opinions', '0007_a_team_at_work_stays'),
        ('projects', '0002_pilots_stay_in_their_centre'),
        ('teams', '0008_ballots_with_a_deadline'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Circulation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deadline_on', models.DateField(verbose_name='uwagi do')),
                ('working_days', models.PositiveSmallIntegerField(verbose_name='dni roboczych')),
                ('opened_at', models.DateTimeField(verbose_name='przekazano')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='zakończono')),
            ],
            options={
                'verbose_name': 'uzgodnienia',
                'verbose_name_plural': 'uzgodnienia',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='CirculationRemark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='numer')),
                ('quote', models.TextField(blank=True, verbose_name='fragment')),
                ('body', models.TextField(verbose_name='treść uwagi')),
                ('proposed_wording', models.TextField(blank=True, verbose_name='proponowane brzmienie')),
                ('written_at', models.DateTimeField(verbose_name='zgłoszono')),
                ('disposition', models.CharField(blank=True, choices=[('accepted', 'uwzględniona'), ('partly', 'uwzględniona częściowo'), ('rejected', 'nieuwzględniona'), ('explained', 'wyjaśniona'), ('withdrawn', 'wycofana')], max_length=10, verbose_name='sposób rozpatrzenia')),
                ('reason', models.TextField(blank=True, verbose_name='uzasadnienie stanowiska')),
                ('answered_at', models.DateTimeField(null=True, verbose_name='rozpatrzono')),
            ],
            options={
                'verbose_name': 'uwaga',
                'verbose_name_plural': 'uwagi',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cited_at', models.DateTimeField(verbose_name='powołano')),
            ],
            options={
                'verbose_name': 'powołanie dowodu',
                'verbose_name_plural': 'powołania dowodów',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quote', models.TextField(blank=True, verbose_name='fragment')),
                ('prefix', models.CharField(blank=True, max_length=200)),
                ('suffix', models.CharField(blank=True, max_length=200)),
                ('body', models.TextField(verbose_name='treść')),
                ('written_at', models.DateTimeField(verbose_name='napisano')),
                ('resolved_at', models.DateTimeField(null=True, verbose_name='załatwiono')),
            ],
            options={
                'verbose_name': 'komentarz',
                'verbose_name_plural': 'komentarze',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('advantage', 'plus'), ('disadvantage', 'minus'), ('recommendation', 'rekomendacja')], max_length=20, verbose_name='rodzaj')),
                ('recommendation_kind', models.CharField(blank=True, choices=[('model', 'zmiana w modelu'), ('solution', 'zmiana w testowanym rozwiązaniu modelowym'), ('tools', 'zmiana zastosowanych narzędzi'), ('law', 'zmiana w przepisach prawa'), ('values', 'poszerzenie zasad i wartości'), ('other', 'inna')], max_length=20, verbose_name='rodzaj rekomendacji')),
                ('body', models.TextField(verbose_name='treść')),
                ('addressee', models.CharField(blank=True, max_length=200, verbose_name='adresat')),
                ('justification', models.TextField(blank=True, verbose_name='uzasadnienie')),
                ('legal_act', models.CharField(blank=True, max_length=300, verbose_name='akt prawny')),
                ('article', models.CharField(blank=True, max_length=100, verbose_name='przepis')),
                ('proposed_wording', models.TextField(blank=True, verbose_name='proponowane brzmienie')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='wersja')),
                ('edited_at', models.DateTimeField(verbose_name='zmieniono')),
                ('submitted_at', models.DateTimeField(null=True, verbose_name='złożono')),
                ('set_aside', models.TextField(blank=True, verbose_name='dlaczego odłożono')),
            ],
            options={
                'verbose_name': 'propozycja',
                'verbose_name_plural': 'propozycje',
                'ordering': ['kind', 'recommendation_kind', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ContributionRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deadline_on', models.DateField(verbose_name='do kiedy')),
                ('opened_at', models.DateTimeField(verbose_name='otwarto')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='zamknięto')),
            ],
            options={
                'verbose_name': 'zbieranie propozycji',
                'verbose_name_plural': 'zbierania propozycji',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='HandedRecommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('product_code', models.CharField(max_length=4, verbose_name='produkt')),
                ('number', models.CharField(max_length=8, verbose_name='numer')),
                ('kind', models.CharField(choices=[('model', 'zmiana w modelu'), ('solution', 'zmiana w testowanym rozwiązaniu modelowym'), ('tools', 'zmiana zastosowanych narzędzi'), ('law', 'zmiana w przepisach prawa'), ('values', 'poszerzenie zasad i wartości'), ('other', 'inna')], max_length=20, verbose_name='rodzaj')),
                ('body', models.TextField(verbose_name='treść rekomendacji')),
                ('addressee', models.CharField(blank=True, max_length=200, verbose_name='adresat')),
                ('justification', models.TextField(blank=True, verbose_name='uzasadnienie')),
                ('legal_act', models.CharField(blank=True, max_length=300, verbose_name='akt prawny')),
                ('article', models.CharField(blank=True, max_length=100, verbose_name='przepis')),
                ('proposed_wording', models.TextField(blank=True, verbose_name='proponowane brzmienie')),
                ('act_key', models.CharField(blank=True, max_length=300)),
                ('article_key', models.CharField(blank=True, max_length=100)),
            ],
            options={
                'verbose_name': 'przekazana rekomendacja',
                'verbose_name_plural': 'przekazane rekomendacje',
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RemarkAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('disposition', models.CharField(choices=[('accepted', 'uwzględniona'), ('partly', 'uwzględniona częściowo'), ('rejected', 'nieuwzględniona'), ('explained', 'wyjaśniona')], max_length=10, verbose_name='sposób rozpatrzenia')),
                ('body', models.TextField(blank=True, verbose_name='odpowiedź')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='wersja')),
                ('edited_at', models.DateTimeField(verbose_name='zmieniono')),
            ],
            options={
                'verbose_name': 'odpowiedź na uwagę WRZOS',
                'verbose_name_plural': 'odpowiedzi na uwagi WRZOS',
                'ordering': ['remark__number'],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('accepted', 'przyjęto jako ostateczne'), ('returned', 'zwrócono')], max_length=10, verbose_name='rozstrzygnięcie')),
                ('reasons', models.TextField(blank=True, verbose_name='uzasadnienie')),
                ('deadline_on', models.DateField(null=True, verbose_name='termin ponownego przekazania')),
                ('decided_at', models.DateTimeField(verbose_name='rozstrzygnięto')),
            ],
            options={
                'verbose_name': 'rozstrzygnięcie WRZOS',
                'verbose_name_plural': 'rozstrzygnięcia WRZOS',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReviewRemark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='numer')),
                ('chapter', models.CharField(blank=True, help_text='puste: uwaga do całości', max_length=200, verbose_name='część')),
                ('quote', models.TextField(blank=True, verbose_name='fragment')),
                ('body', models.TextField(verbose_name='treść uwagi')),
                ('written_at', models.DateTimeField(verbose_name='napisano')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='wersja')),
                ('edited_at', models.DateTimeField(verbose_name='zmieniono')),
            ],
            options={
                'verbose_name': 'uwaga WRZOS',
                'verbose_name_plural': 'uwagi WRZOS',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='SectionAuthor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('assigned_at', models.DateTimeField(verbose_name='przydzielono')),
            ],
            options={
                'verbose_name': 'autor części',
                'verbose_name_plural': 'autorzy części',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Stance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('choice', models.CharField(choices=[('agree', 'zgadzam się'), ('disagree', 'nie zgadzam się')], max_length=10, verbose_name='stanowisko')),
                ('reason', models.TextField(blank=True, verbose_name='uzasadnienie')),
                ('taken_at', models.DateTimeField(verbose_name='zajęto')),
            ],
            options={
                'verbose_name': 'stanowisko',
                'verbose_name_plural': 'stanowiska',
                'ordering': ['pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='opinion',
            name='one_opinion_a_pilot_and_product',
        ),
        migrations.AddField(
            model_name='handover',
            name='edition',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='wydanie'),
        ),
        migrations.AddField(
            model_name='opinion',
            name='adoption',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='opinions.adoption', verbose_name='przyjęcie'),
        ),
        migrations.AddField(
            model_name='opinion',
            name='confirmation',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='opinions.confirmation', verbose_name='potwierdzenie'),
        ),
        migrations.AddField(
            model_name='opinion',
            name='hand_over',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='last_of', to='opinions.handover', verbose_name='ostatnie przekazanie'),
        ),
        migrations.AddField(
            model_name='opinion',
            name='step',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='catalogue.implementationstep', verbose_name='krok, który wymaga opinii cząstkowej'),
        ),
        migrations.AddField(
            model_name='section',
            name='due_on',
            field=models.DateField(blank=True, null=True, verbose_name='do kiedy'),
        ),
        migrations.AddField(
            model_name='section',
            name='state',
            field=models.CharField(choices=[('to_do', 'niezaczęta'), ('in_work', 'w pracy'), ('ready', 'gotowa do uzgodnień')], default='to_do', max_length=10, verbose_name='stan'),
        ),
        migrations.AlterField(
            model_name='adoption',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='opinions.opinion', verbose_name='opinia'),
        ),
        migrations.AlterField(
            model_name='confirmation',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='opinions.opinion', verbose_name='opinia'),
        ),
        migrations.AlterField(
            model_name='handover',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hand_overs', to='opinions.opinion', verbose_name='opinia'),
        ),
        migrations.AlterField(
            model_name='opinion',
            name='status',
            field=models.CharField(choices=[('working', 'robocza'), ('circulated', 'uzgadniana'), ('voting', 'głosowanie'), ('adopted', 'przyjęta'), ('confirmed', 'potwierdzona'), ('handed_over', 'przekazana do WRZOS'), ('returned', 'zwrócona'), ('accepted', 'ostateczna')], default='working', max_length=20, verbose_name='stan'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.UniqueConstraint(fields=('opinion', 'edition'), name='an_edition_is_handed_over_once'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.UniqueConstraint(fields=('pilot', 'product', 'step'), name='one_opinion_a_pilot_and_product_and_step', nulls_distinct=False, violation_error_message='Praca nad tym produktem już się zaczęła.'),
        ),
    ]
