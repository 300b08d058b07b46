import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who wrote, answered and decided; what of these holds together."""

    dependencies = [('opinions', '0008_a_new_tables_and_pointers')]

    operations = [
        migrations.AddField(
            model_name='circulation',
            name='closed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='zakończył(a)'),
        ),
        migrations.AddField(
            model_name='circulation',
            name='opened_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='przekazał(a)'),
        ),
        migrations.AddField(
            model_name='circulation',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='circulations', to='opinions.opinion', verbose_name='opinia'),
        ),
        migrations.AddField(
            model_name='circulationremark',
            name='answered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='rozpatrzył(a)'),
        ),
        migrations.AddField(
            model_name='circulationremark',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person', verbose_name='autor'),
        ),
        migrations.AddField(
            model_name='circulationremark',
            name='circulation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='opinions.circulation', verbose_name='uzgodnienia'),
        ),
        migrations.AddField(
            model_name='circulationremark',
            name='section',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='opinions.section', verbose_name='część'),
        ),
        migrations.AddField(
            model_name='citation',
            name='cited_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='powołał(a)'),
        ),
        migrations.AddField(
            model_name='citation',
            name='evidence',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='implementation.evidence', verbose_name='dowód'),
        ),
        migrations.AddField(
            model_name='citation',
            name='finding',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='opinions.finding', verbose_name='plus albo minus'),
        ),
        migrations.AddField(
            model_name='citation',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='opinions.opinion', verbose_name='opinia'),
        ),
        migrations.AddField(
            model_name='citation',
            name='recommendation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='opinions.recommendation', verbose_name='rekomendacja'),
        ),
        migrations.AddField(
            model_name='citation',
            name='section',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='opinions.section', verbose_name='część'),
        ),
        migrations.AddField(
            model_name='comment',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='opinions.comment', verbose_name='odpowiedź na'),
        ),
        migrations.AddField(
            model_name='comment',
            name='resolved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='załatwił(a)'),
        ),
        migrations.AddField(
            model_name='comment',
            name='section',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='opinions.section', verbose_name='część'),
        ),
        migrations.AddField(
            model_name='comment',
            name='written_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='napisał(a)'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='edited_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='zmienił(a)'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='finding',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contributions', to='opinions.finding', verbose_name='plus albo minus'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person', verbose_name='autor'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='recommendation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contributions', to='opinions.recommendation', verbose_name='rekomendacja'),
        ),
        migrations.AddField(
            model_name='contributionround',
            name='closed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='zamknął/zamknęła'),
        ),
        migrations.AddField(
            model_name='contributionround',
            name='opened_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='otworzył(a)'),
        ),
        migrations.AddField(
            model_name='contributionround',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='opinions.opinion', verbose_name='opinia'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='opinions.contributionround', verbose_name='zbieranie propozycji'),
        ),
        migrations.AddField(
            model_name='handedrecommendation',
            name='centre',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.centre', verbose_name='ośrodek'),
        ),
        migrations.AddField(
            model_name='handedrecommendation',
            name='hand_over',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='opinions.handover', verbose_name='przekazanie do WRZOS'),
        ),
        migrations.AddField(
            model_name='remarkanswer',
            name='edited_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='zmienił(a)'),
        ),
        migrations.AddField(
            model_name='remarkanswer',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='opinions.opinion', verbose_name='opinia'),
        ),
        migrations.AddField(
            model_name='review',
            name='decided_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='rozstrzygnął/rozstrzygnęła'),
        ),
        migrations.AddField(
            model_name='review',
            name='hand_over',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review', to='opinions.handover', verbose_name='przekazanie do WRZOS'),
        ),
        migrations.AddField(
            model_name='review',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='opinions.opinion', verbose_name='opinia'),
        ),
        migrations.AddField(
            model_name='reviewremark',
            name='edited_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='zmienił(a)'),
        ),
        migrations.AddField(
            model_name='reviewremark',
            name='hand_over',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='opinions.handover', verbose_name='przekazanie do WRZOS'),
        ),
        migrations.AddField(
            model_name='reviewremark',
            name='written_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='napisał(a)'),
        ),
        migrations.AddField(
            model_name='remarkanswer',
            name='remark',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='opinions.reviewremark', verbose_name='uwaga WRZOS'),
        ),
        migrations.AddField(
            model_name='sectionauthor',
            name='assigned_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='przydzielił(a)'),
        ),
        migrations.AddField(
            model_name='sectionauthor',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person', verbose_name='osoba'),
        ),
        migrations.AddField(
            model_name='sectionauthor',
            name='section',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='authors', to='opinions.section', verbose_name='część'),
        ),
        migrations.AddField(
            model_name='stance',
            name='contribution',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stances', to='opinions.contribution', verbose_name='propozycja'),
        ),
        migrations.AddField(
            model_name='stance',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person', verbose_name='osoba'),
        ),
        migrations.AddConstraint(
            model_name='circulation',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('opinion',), name='one_open_circulation'),
        ),
        migrations.AddConstraint(
            model_name='circulation',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at', None), ('closed_at__gte', models.F('opened_at')), _connector='OR'), name='a_circulation_ends_after_it_began'),
        ),
        migrations.AddConstraint(
            model_name='circulationremark',
            constraint=models.UniqueConstraint(fields=('circulation', 'number'), name='a_remark_has_a_number_of_its_own'),
        ),
        migrations.AddConstraint(
            model_name='circulationremark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('disposition__in', ['rejected', 'partly']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_remark_not_accepted_has_a_reason', violation_error_message='Napisz, dlaczego uwagi nie uwzględniono albo uwzględniono ją tylko częściowo.'),
        ),
        migrations.AddConstraint(
            model_name='citation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finding', None), ('recommendation', None), ('section__isnull', False)), models.Q(('finding__isnull', False), ('recommendation', None), ('section', None)), models.Q(('finding', None), ('recommendation__isnull', False), ('section', None)), _connector='OR'), name='a_citation_supports_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='citation',
            constraint=models.UniqueConstraint(fields=('evidence', 'section', 'finding', 'recommendation'), name='a_thing_cites_evidence_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('resolved_at', None), ('resolved_by', None)), models.Q(('resolved_at__isnull', False), ('resolved_by__isnull', False)), _connector='OR'), name='a_resolved_comment_says_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='contributionround',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('opinion',), name='one_open_round_of_contributions'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'recommendation'), ('recommendation_kind', ''), _connector='XOR'), name='only_a_proposed_recommendation_has_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(('finding', None), ('recommendation', None), _connector='OR'), name='a_contribution_merges_into_one_thing'),
        ),
        migrations.AddIndex(
            model_name='handedrecommendation',
            index=models.Index(fields=['kind', 'id'], name='handed_by_kind'),
        ),
        migrations.AddIndex(
            model_name='handedrecommendation',
            index=models.Index(fields=['product_code', 'id'], name='handed_by_product'),
        ),
        migrations.AddIndex(
            model_name='handedrecommendation',
            index=models.Index(fields=['act_key', 'article_key', 'id'], name='handed_by_act'),
        ),
        migrations.AddIndex(
            model_name='handedrecommendation',
            index=models.Index(fields=['centre', 'id'], name='handed_by_centre'),
        ),
        migrations.AddConstraint(
            model_name='handedrecommendation',
            constraint=models.UniqueConstraint(fields=('hand_over', 'number'), name='a_handed_number_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='handedrecommendation',
            trigger=pgtrigger.compiler.Trigger(name='is_written_once', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a30f9d1515e56072d7308709321873a3fe6b436c', operation='UPDATE OR DELETE', pgid='pgtrigger_is_written_once_2b6d3', table='opinions_handedrecommendation', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('deadline_on', None), ('outcome', 'accepted')), models.Q(('deadline_on__isnull', False), ('outcome', 'returned'), models.Q(('reasons', ''), _negated=True)), _connector='OR'), name='a_return_has_reasons_and_a_deadline'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='is_written_once', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='83cad3681f32dd5d65e1d14b06462d76989cb071', operation='UPDATE OR DELETE', pgid='pgtrigger_is_written_once_771b8', table='opinions_review', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='reviewremark',
            constraint=models.UniqueConstraint(fields=('hand_over', 'number'), name='a_review_remark_has_a_number_of_its_own'),
        ),
        migrations.AddConstraint(
            model_name='remarkanswer',
            constraint=models.CheckConstraint(condition=models.Q(('disposition', 'accepted'), models.Q(('body', ''), _negated=True), _connector='OR'), name='an_answer_that_does_not_accept_has_a_reason', violation_error_message='Napisz, dlaczego uwagi nie uwzględniono w całości.'),
        ),
        migrations.AddConstraint(
            model_name='sectionauthor',
            constraint=models.UniqueConstraint(fields=('section', 'person'), name='an_author_of_a_section_once'),
        ),
        migrations.AddConstraint(
            model_name='stance',
            constraint=models.UniqueConstraint(fields=('contribution', 'person'), name='one_stance_a_person'),
        ),
    ]
