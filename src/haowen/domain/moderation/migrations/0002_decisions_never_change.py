"""A decision stays as it was made; only who made it may be forgotten."""

from django.db import migrations

from haowen.kit.guards import DELETE, UPDATE, Guard, kept, put_up

GUARDS = [
    Guard(
        "decision_stays", "moderation_decision", UPDATE, "decisions never change",
        f"NOT ({kept('id', 'case_id', 'outcome', 'statement_id', 'note', 'at')} AND (NEW.by_id IS NULL OR {kept('by_id')}))",
    ),
    Guard("decision_never_goes", "moderation_decision", DELETE, "decisions never go"),
    Guard(
        "case_number_stays", "moderation_case", UPDATE, "a case keeps its number and its secret",
        f"NOT {kept('number', 'secret')}",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_first_form")]
    operations = [put_up(GUARDS)]
