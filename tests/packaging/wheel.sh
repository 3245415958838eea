#!/bin/sh
# The wheel holds the package with its packs and templates and nothing else, and runs where it is installed.
set -eu
python=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

rm -rf "$root/build/lib" "$root/build"/bdist.* "$root/mopsctl.egg-info"
"$python" -m build --wheel --outdir "$work/dist" "$root" >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
wheel=$(ls "$work"/dist/*.whl)

"$python" - "$wheel" <<'CHECK'
import sys, zipfile
names = zipfile.ZipFile(sys.argv[1]).namelist()
tops = {name.split("/")[0] for name in names if ".dist-info" not in name}
assert tops == {"mopsctl"}, tops
for wanted in ("mopsctl/py.typed", "mopsctl/rules/packs/b2b.yaml", "mopsctl/commands/audit.py",
               "mopsctl/reports/templates/report.html", "mopsctl/schema/data/objects.yaml"):
    assert wanted in names, wanted
CHECK

# The libraries come from the environment that built it, so that nothing is downloaded again.
"$python" -m venv --system-site-packages "$work/venv"
"$python" -m pip --python "$work/venv/bin/python" install --quiet --no-deps --target "$work/site" "$wheel"
site=$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
cd "$work"
PYTHONPATH="$work/site:$site" "$work/venv/bin/python" -c '
import mopsctl, sys
assert mopsctl.__file__.startswith(sys.argv[1]), mopsctl.__file__' "$work/site"
PYTHONPATH="$work/site:$site" "$work/venv/bin/python" -m mopsctl audit "$root/examples/exports" -q --fail-on never \
  -o audit.html
test -s audit.html
echo "wheel: built, installed elsewhere and run"
