"""What a deployment says in environment variables (``HAOWEN_…``); what a host says about its site is data instead."""

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    """Every variable that the product reads, with its default. The table in docs/operating/settings.md is made from this."""

    model_config = SettingsConfigDict(env_prefix="HAOWEN_", extra="ignore")

    data: Path = Field(Path("data"), description="Folder of everything that the site keeps; made 0700.")
    base_url: str = Field("", description="The public address, e.g. https://haowen.example; empty: loopback only.")
    allowed_hosts: str = Field("", description="Further host names to answer to, separated by commas.")
    trusted_proxies: str = Field("", description="Addresses of proxies whose X-Forwarded-* headers are believed.")
    region_header: str = Field(
        "", description="Header in which a trusted proxy says a reader's country, e.g. CF-IPCountry; empty: not known."
    )
    workers: int = Field(0, description="Web worker processes; 0: one for every core, at least two, at most eight.")
    database_url: str = Field("", description="PostgreSQL address; empty: the embedded SQLite in the data folder.")
    redis_url: str = Field(
        "", description="Redis address for the shared cache; empty: a SQLite file in the data folder."
    )
    s3_url: str = Field("", description="S3 address for media; empty: the data folder.")
    smtp_url: str = Field("", description="smtp://user:password@host:port; empty: mail is written to the data folder.")
    sms_url: str = Field("", description="SMS gateway; empty: no sign-in by phone code.")
    video_encoder: str = Field(
        "", description="Command that makes smaller videos: … INPUT OUTPUT HEIGHT; empty: ffmpeg."
    )
    time_zone: str = Field("Asia/Shanghai", description="Time zone of a new site; later it is set on /desk/site.")
    profiles: str = Field("", description="Compliance profiles in force: eu, cn.")
    outbound_allow: str = Field("", description="host:port list of private addresses that may be fetched from.")
    host: str = Field("127.0.0.1", description="Address to listen on; set by serve.")
    port: int = Field(8000, description="Port to listen on; set by serve.")
    testing: bool = Field(False, description="For tests: allows failpoints and a moved clock.")
    failpoint: str = Field("", description="For tests: name[:nth] of the place where the process dies.")
    clock_offset: float = Field(0, description="For tests: seconds added to the clock.")
    corpora: str = Field("", description="For tests: folder of test data.")


@cache
def environment() -> Environment:
    """Return the environment as it was when the process started."""
    return Environment()


def listed(value: str) -> list[str]:
    """Split a comma separated setting."""
    return [part.strip() for part in value.split(",") if part.strip()]


def allowed_hosts(env: Environment) -> list[str]:
    """Return the Host names that are answered: loopback, the address listened on, the base URL's, and the named ones."""
    hosts = ["localhost", "127.0.0.1", "[::1]"]
    if env.host not in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        hosts.append(env.host)
    if env.base_url and (name := urlsplit(env.base_url).hostname):
        hosts.append(name)
    return hosts + listed(env.allowed_hosts)
