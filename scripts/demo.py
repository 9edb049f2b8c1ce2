"""One command from a fresh clone to a running demo site with fictional data."""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bootstrap import CHECKOUT, SetupError, ensure_environment

DEMO = CHECKOUT / "var" / "demo"
DATABASE = DEMO / "directory.db"


def main() -> int:
    """Sets everything up, prints the URL and serves until Ctrl-C."""
    parser = argparse.ArgumentParser(description="デモサイトを用意して動かします (set up and serve the demo)")
    parser.add_argument("--port", type=int, default=8000, help="ポート番号 (default 8000)")
    parser.add_argument("--setup-only", action="store_true", help="用意だけして終わります (do not serve)")
    options = parser.parse_args()
    try:
        if not options.setup_only:
            _refuse_taken_port(options.port)
        python = ensure_environment("run")
        build_demo(python)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    if options.setup_only:
        print("用意ができました。 python3 scripts/demo.py で動かせます。")
        return 0
    return _serve(python, options.port)


def build_demo(python: Path) -> None:
    """Makes or refreshes the demo database through the ordinary commands; nothing when all is as it was."""
    stamp = DEMO / "built"
    wanted = digest_sources()
    if DATABASE.exists() and stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    data = DEMO / "data"
    print("デモデータを作っています… (building the demo data, up to a minute)", file=sys.stderr, flush=True)
    _run(python, str(CHECKOUT / "scripts" / "make_demo.py"), str(data))
    _run(python, "-m", "directory", "migrate" if DATABASE.exists() else "init")
    _run(python, "-m", "directory", "districts", "import", *_csv_files(data / "districts"))
    _run(python, "-m", "directory", "import", "--errors", str(DEMO / "errors.csv"), *_csv_files(data))
    stamp.write_text(wanted, encoding="utf-8")


def digest_sources() -> str:
    """Changes whenever the demo database could come out differently."""
    digest = hashlib.sha256()
    folders = (CHECKOUT / "directory", CHECKOUT / "scripts", CHECKOUT / "data")
    for path in sorted(path for folder in folders for path in folder.rglob("*")):
        if path.suffix in {".py", ".toml", ".md"}:
            digest.update(f"{path.relative_to(CHECKOUT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def _csv_files(folder: Path) -> list[str]:
    return [str(path) for path in sorted(folder.glob("*.csv"))]


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise SetupError(
                f"ポート {port} はほかのプログラムが使っています。別の番号でためしてください: "
                f"python3 scripts/demo.py --port {port + 1}  ({error.strerror})"
            ) from error


def _environment() -> dict[str, str]:
    return {
        **os.environ,
        "DIRECTORY_DATABASE_URL": f"sqlite:///{DATABASE}",
        "DIRECTORY_DEMO": "1",
        "DIRECTORY_AREA_NAME": "デモ",
        "DIRECTORY_HELP_NAME": "デモ相談窓口（架空）",
        "DIRECTORY_HELP_PHONE": "00-0000-0000",
    }


def _run(python: Path, *arguments: str) -> None:
    DEMO.mkdir(parents=True, exist_ok=True)
    command = [str(python), *arguments]
    done = subprocess.run(command, env=_environment(), cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupError(f"{' '.join(command[1:4])} が失敗しました。\n{(done.stderr or done.stdout).strip()[-2000:]}")


def _serve(python: Path, port: int) -> int:
    print(
        f"\n  http://127.0.0.1:{port}/  を開いてください。止めるときは Ctrl-C (open this address; Ctrl-C stops)\n",
        flush=True,
    )
    command = [str(python), "-m", "directory", "serve", "--host", "127.0.0.1", "--port", str(port)]
    servers: list[subprocess.Popen[bytes]] = []
    stops: list[int] = []

    def stop(number: int, _: object) -> None:
        stops.append(number)
        for server in servers:
            server.terminate()

    # Who stops this program alone means the site, even one that is about to start. Ctrl-C comes to both.
    signal.signal(signal.SIGTERM, stop)
    with suppress(KeyboardInterrupt), subprocess.Popen(command, env=_environment(), cwd=CHECKOUT) as server:
        servers.append(server)
        if stops:
            server.terminate()
        with suppress(KeyboardInterrupt):
            server.wait()
    return max([0, *(server.returncode or 0 for server in servers)])


if __name__ == "__main__":
    sys.exit(main())
