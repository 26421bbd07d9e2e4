"""Makes .venv from a lock, with uv where it can be had and with pip otherwise. Runs on any Python from 3.11, alone.

The machine's own settings for pip and uv (indexes, certificates, proxies) are followed; none is named here.
"""

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PRIVATE = ROOT / ".cache" / "uv"  # a uv of our own, where the machine has none
STAMP = VENV / "haowen.lock"
ENTRY = """#!{python}
import sys
from haowen.doors.cli import main
sys.exit(main())
"""


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def fail(line: str) -> "None":
    say(f"haowen: {line}")
    sys.exit(1)


def wanted(kind: str) -> str:
    """Return what the environment must be made of: the lock's hash, and the place (entry scripts carry it)."""
    lock = (ROOT / "requirements" / f"{kind}.txt").read_bytes()
    return f"{kind} {hashlib.sha256(lock).hexdigest()} {ROOT}"


def is_made(kind: str) -> bool:
    """Whether .venv holds this lock already; one for tests holds everything that a site needs too."""
    if not (VENV / "bin" / "haowen").exists() or not (VENV / "bin" / "python").exists():
        return False
    try:
        lines = STAMP.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return False
    return wanted(kind) in lines


def pip_settings() -> dict[str, str]:
    """Return pip's settings of this machine, from its files and from the environment: ``index-url`` → value."""
    asked = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False)
    found = {}
    for line in asked.stdout.splitlines():
        name, _, value = line.partition("=")
        section, _, key = name.strip().partition(".")
        if section in ("global", "install", ":env:"):
            try:
                found[key.strip().replace("_", "-")] = " ".join(shlex.split(value.strip())).replace("\\n", " ").strip()
            except ValueError:
                continue
    for name, value in os.environ.items():
        if name.startswith("PIP_"):
            found[name[4:].lower().replace("_", "-")] = value
    return found


def uv_environment() -> dict[str, str]:
    """Tell uv, which reads none of pip's settings, what they say; its own settings go before."""
    environment = dict(os.environ)
    settings = pip_settings()
    pairs = {
        "index-url": ("UV_DEFAULT_INDEX", "UV_INDEX_URL"),
        "extra-index-url": ("UV_INDEX", "UV_EXTRA_INDEX_URL"),
        "find-links": ("UV_FIND_LINKS",),
        "cert": ("SSL_CERT_FILE",),
        "trusted-host": ("UV_INSECURE_HOST",),
        "proxy": ("ALL_PROXY",),
    }
    for key, names in pairs.items():
        value = settings.get(key)
        if value and not any(os.environ.get(name) for name in names):
            environment[names[0]] = value
    if any(key in settings for key in ("index-url", "extra-index-url", "find-links")):
        # pip takes the best version of all its places; the lock's hashes say which file it must be, wherever it is from
        environment.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    if settings.get("no-index", "").lower() in ("1", "true", "yes", "on"):
        environment.setdefault("UV_NO_INDEX", "1")
    for name in ("VIRTUAL_ENV", "CONDA_PREFIX", "UV_PROJECT_ENVIRONMENT"):
        environment.pop(name, None)
    return environment


def find_uv() -> "str | None":
    """Return a uv: the machine's, our private one, or one that pip brings; None where there is none."""
    own = PRIVATE / "bin" / "uv"
    for found in (shutil.which("uv"), str(own) if own.exists() else None):
        if found and subprocess.run([found, "--version"], capture_output=True, check=False).returncode == 0:
            return found
    if not has("pip"):
        return None
    say("Getting uv …")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", str(PRIVATE), "uv"],
        capture_output=True, text=True, check=False, env=os.environ | {"PIP_BREAK_SYSTEM_PACKAGES": "1"},
    )  # fmt: skip
    return str(own) if done.returncode == 0 and own.exists() else None


def has(module: str) -> bool:
    return subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0


def make_with_uv(uv: str, lock: Path) -> bool:
    environment = uv_environment()
    commands = (
        [uv, "venv", "--quiet", "--clear", "--no-project", "--python", sys.executable, str(VENV)],
        [
            uv,
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "--python",
            str(VENV / "bin" / "python"),
            "-r",
            str(lock),
        ],
    )
    return all(subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode == 0 for command in commands)


def make_with_pip(lock: Path) -> bool:
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        fail(f"Python lacks pip or venv. On Debian and Ubuntu: apt-get install python{version}-venv")
    # the lock is whole: there is nothing for pip to resolve
    command = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
               "--require-hashes", "--no-deps", "-r", str(lock)]  # fmt: skip
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def put_project() -> None:
    """Put the source tree itself into the environment, and the ``haowen`` command; nothing is built or fetched."""
    paths = {"base": str(VENV), "platbase": str(VENV)}
    site = subprocess.run(
        [str(VENV / "bin" / "python"), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True, text=True, check=True,
    ).stdout.strip() or sysconfig.get_path("purelib", vars=paths)  # fmt: skip
    (Path(site) / "haowen.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    entry = VENV / "bin" / "haowen"
    entry.write_text(ENTRY.format(python=VENV / "bin" / "python"), encoding="utf-8")
    entry.chmod(0o755)


def main(kind: str) -> None:
    if is_made(kind):
        return
    if VENV.is_symlink():  # making it anew would empty what others stand on
        fail(f"{VENV} is a link to another environment, which does not hold this lock; remove the link first")
    lock = ROOT / "requirements" / f"{kind}.txt"
    say(f"Making {VENV} from {lock.relative_to(ROOT)} …")
    STAMP.unlink(missing_ok=True)
    uv = find_uv()
    if not (uv and make_with_uv(uv, lock)) and not make_with_pip(lock):
        fail("the packages of the lock could not be installed; the reason is above")
    put_project()
    kinds = ("app", "test") if kind == "test" else ("app",)
    STAMP.write_text("".join(f"{wanted(part)}\n" for part in kinds), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
