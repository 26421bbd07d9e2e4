"""What is done for applicants and publishers by the clock."""

from haowen.domain.publishers import documents
from haowen.kit.tasks import task


@task()
def delete_documents() -> None:
    """Delete applicants' documents whose term has ended."""
    documents.delete_due()
