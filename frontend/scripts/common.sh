# Shared by the scripts beside it; they run in the folder of the frontend.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tools=$(cd .. && pwd)/.tools/bin
export PATH=$tools:$PATH

say() { printf '%s\n' "$*" >&2; }

# One run at a time: a second one waits and finds the work done.
lock() {
  mkdir -p cache
  exec 9>cache/make.lock
  flock 9
}
