"""What is done for applicants and publishers by the clock."""

from haowen.domain.publishers import credentials, documents
from haowen.kit.tasks import task


@task()
def delete_documents() -> None:
    """Delete applicants' documents whose term has ended."""
    documents.delete_due()


@task()
def lapse_credentials() -> None:
    """Suspend what stood on credentials that are no longer in force."""
    credentials.lapse_due()
