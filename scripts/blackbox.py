"""Run the shared black-box checks against an instance of their own, and print what they say.

    scripts/blackbox.py [CHECK …] [--shared FOLDER] [--postgresql URL] [--rounds N] [--quick]

Every check gets a fresh database in a temporary folder; with `--postgresql` (an empty database) the checks of writing
use that one. Exit status 1 as soon as one check is not green. This is not part of the default run: all together take
several minutes.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import runpy
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from blackbox_instance import CHECKOUT, PROGRAM, Instance

KEYS = "SELECT idempotency_key FROM submission"
ATOMIC = (
    "SELECT count(*) FROM submission s WHERE NOT EXISTS"
    " (SELECT 1 FROM outbox o WHERE o.dedup_key = 'submission:' || s.id)"
)

Check = Callable[[Instance], tuple[bool, str]]


def check_authz(instance: Instance) -> tuple[bool, str]:
    """Every route x role x object; when it has to be quick, the API and the pages for staff."""
    own = json.loads((CHECKOUT / "tests" / "contract" / "authz_matrix.json").read_text(encoding="utf-8"))
    command = [PROGRAM, "routes"]
    listed = subprocess.run(command, env=instance.environment, capture_output=True, text=True, check=True).stdout
    lines = [line for line in listed.splitlines() if not instance.is_quick or " /staff" in line]
    routes, rows = instance.folder / "routes.txt", instance.folder / "rows.json"
    with instance.served():
        wanted = {*lines, *instance.described()}
        routes.write_text("\n".join(lines), encoding="utf-8")
        rows.write_text(json.dumps({name: row for name, row in own.items() if name in wanted}), encoding="utf-8")
        matrices = (str(instance.checks / "authz_matrix.json"), str(rows))
        arguments = ("--creds", "creds.json", "--matrix", *matrices, "--routes", str(routes))
        return instance.check("authz_matrix.py", *arguments)


def check_leak(instance: Instance) -> tuple[bool, str]:
    """Confidential places come out nowhere, also after a public one was hidden; on the sheet and in no language."""
    creds = json.loads((instance.folder / "creds.json").read_text(encoding="utf-8"))
    codes = [each["listing"] for each in (*creds["canaries"], creds["flip"])]
    joined = ",".join(codes)
    pages = (*(f"r/{code}" for code in codes), *(f"{name}?ids={joined}" for name in ("sheet", "list", "print")), "help")
    usual = runpy.run_path(str(instance.checks / "blackbox.py"))["DEFAULT_CONTRACT"]["extra_paths"]
    own = [f"{language}/{page}" for language in ("", "/en", "/easy") for page in pages]
    contract = instance.folder / "contract.json"
    contract.write_text(json.dumps({"extra_paths": [*usual, *own, f"/staff/beside?ids={joined}"]}), encoding="utf-8")
    with instance.served():
        return instance.check("leak.py", "--creds", "creds.json", "--log", "server.log", "--contract", str(contract))


def check_http(instance: Instance) -> tuple[bool, str]:
    """Headers, cookies, junk, races; the limit of signing in at the end."""
    with instance.served():
        return instance.check("http_contract.py", "--creds", "creds.json", "--rate-path", "/login", "--rate-n", "30")


def check_login(instance: Instance) -> tuple[bool, str]:
    """The mailed link."""
    with instance.served():
        arguments = ("--mail-dir", "mails", "--email", "moderator-a@checks.invalid", "--expiry-s", "3")
        return instance.check("login_link.py", *arguments)


def check_xss(instance: Instance) -> tuple[bool, str]:
    """Planted payloads in a real browser."""
    with instance.served():
        return instance.check("xss_browser.py", "--plant-cmd", f"{PROGRAM} seed --plant {{file}}", "--strict")


def check_crash(instance: Instance) -> tuple[bool, str]:
    """Kill -9 while many write."""
    path = instance.database.removeprefix("sqlite:///")
    is_file = path != instance.database
    where = ("--sqlite", path) if is_file else ("--pg", instance.database.replace("+psycopg", ""))
    arguments = ("--launch", instance.launch, "--rounds", str(instance.rounds), *where, "--atomic-sql", ATOMIC)
    return instance.check("crash_writes.py", *arguments)


def check_powerloss(instance: Instance) -> tuple[bool, str]:
    """What a power cut would leave."""
    path = instance.database.removeprefix("sqlite:///")
    if shutil.which("strace") is None or path == instance.database:
        return True, '{"skipped": "needs strace and SQLite"}'
    arguments = ("--launch", instance.launch, "--db", path, "--writes", "60", "--key-sql", KEYS)
    return instance.check("powerloss_replay.py", *arguments)


CHECKS: dict[str, Check] = {
    "authz": check_authz,
    "leak": check_leak,
    "http": check_http,
    "login": check_login,
    "xss": check_xss,
    "crash": check_crash,
    "powerloss": check_powerloss,
}
WRITING = frozenset({"crash"})


def main() -> int:
    """0 when every check is green."""
    parser = argparse.ArgumentParser(description="run the shared black-box checks")
    parser.add_argument("only", nargs="*", metavar="CHECK", help=f"only these of: {' '.join(CHECKS)}")
    parser.add_argument("--shared", type=Path, default=CHECKOUT.parent / "shared", help="folder that holds checks/")
    parser.add_argument("--postgresql", default="", help="URL of an empty database, for the checks of writing")
    parser.add_argument("--rounds", type=int, default=20, help="of kill -9")
    parser.add_argument("--quick", action="store_true", help="authz: only the API and the pages for staff")
    asked = parser.parse_args()
    if set(asked.only) - set(CHECKS):
        parser.error(f"no such check; there are {' '.join(CHECKS)}")
    checks = (asked.shared / "checks").resolve()
    if not checks.is_dir():
        parser.error(f"no checks in {asked.shared}")
    names = [name for name in CHECKS if not asked.only or name in asked.only]
    failed = [name for name in names if not run(name, checks, asked)]
    print(f"{len(names) - len(failed)} of {len(names)} green{': not ' + ', '.join(failed) if failed else ''}")
    return 1 if failed else 0


def run(name: str, checks: Path, asked: argparse.Namespace) -> bool:
    """Whether one check is green on a fresh instance; prints its line."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="directory-checks-") as folder:
        is_elsewhere = asked.postgresql and name in WRITING
        database = asked.postgresql if is_elsewhere else f"sqlite:///{folder}/checks.db"
        instance = Instance(Path(folder), checks, free_port(), database, asked.rounds, asked.quick)
        instance.prepare()
        is_green, said = CHECKS[name](instance)
    seconds = time.monotonic() - started
    print(f"{name:10} {'green' if is_green else 'RED  '} {seconds:4.0f} s  {_last_line(said)}", flush=True)
    if not is_green:
        print(said, flush=True)
    return is_green


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _last_line(said: str) -> str:
    """The facts of a check, without its name."""
    line = said.splitlines()[-1] if said else ""
    with contextlib.suppress(json.JSONDecodeError):
        facts = json.loads(line)
        return " ".join(f"{key}={value}" for key, value in facts.items() if key not in {"test", "pass"})
    return line


if __name__ == "__main__":
    sys.exit(main())
