from django.db import migrations

from apps.core.guards import moves_by_the_table, stays

VERSION = [
    "answered:accepted", "answered:superseded", "answered:withdrawn", "answering:answered", "answering:withdrawn",
    "collecting:answering", "collecting:withdrawn", "draft:collecting",
]  # fmt: skip
CONCEPT = ["handed_over:returned", "handed_over:taken", "returned:handed_over", "working:handed_over"]
OPINION = ["adopted:confirmed", "voting:adopted", "voting:working", "working:voting"]


class Migration(migrations.Migration):
    dependencies = [("consultations", "0001_experts_documents_and_remarks")]

    operations = [
        *moves_by_the_table("consultations_documentversion", "draft", VERSION),
        *stays("consultations_documentversion", "document_id", "number", "origin"),
        *moves_by_the_table("consultations_concept", "working", CONCEPT),
        *stays("consultations_concept", "topic_id", "team_id"),
        *moves_by_the_table("consultations_documentopinion", "working", OPINION),
        *stays("consultations_documentopinion", "of_version_id", "team_id"),
        *stays("consultations_remark", "document_id", "of_version_id", "team_id", "author_id", "author_name"),
        *stays("consultations_answer", "remark_id"),
        *stays("consultations_consultation", "of_version_id", "sight", "sent_by_id", "sent_at"),
        *stays("consultations_askedteam", "consultation_id", "team_id"),
        *stays("consultations_orderdraft", "document_id", "order_id"),
        *stays("consultations_topic", "document_id", "number", "asked_by_id", "asked_at"),
    ]
