# Shared by the scripts beside it; sourced, not run.
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

fail() { echo "$(basename "$0"): $*" >&2; exit 1; }

check_sdk() {
    command -v dotnet >/dev/null || fail "the .NET SDK 10 is missing; install it from https://dotnet.microsoft.com/download"
    dotnet --list-sdks | grep -q '^1[0-9]\.' || fail "an SDK of .NET 10 or newer is missing (found: $(dotnet --list-sdks | tr '\n' ' ')); install it from https://dotnet.microsoft.com/download"
    # The SDK wants a home folder that it can write to.
    if [ ! -w "${HOME:-/nowhere}" ]; then
        export HOME="${TMPDIR:-/tmp}/ms2lab-home-$(id -u)"
        mkdir -p "$HOME"
    fi
}

# Runs a command while no other script builds in this clone; what it leaves running (compiler servers) does not hold the lock.
locked() {
    mkdir -p "$home/artifacts" 2>/dev/null && [ -w "$home/artifacts" ] || fail "$home/artifacts cannot be written to: build once as its owner, or use a clone of your own"
    exec 9>"$home/artifacts/lab.lock"
    flock 9
    local code=0
    "$@" 9>&- || code=$?
    exec 9>&-
    return "$code"
}

# The containers backend, and compiling the program ahead of its first run, need packages that not every gallery copy holds: try once, remember the answer.
decide_packages() {
    local decided=$home/.ms2lab/packages.props containers=true ready=true
    grep -qs Ms2LabReadyToRun "$decided" && return
    rm -f "$decided"
    if ! dotnet restore "$home/src/Environments/Containers" -v q >/dev/null 2>&1; then
        # Without a network nothing restores, and then nothing is decided either.
        dotnet restore "$home/src/Environments/Containers" -p:Ms2LabContainers=false -v q || fail "packages do not restore; the first build needs a network"
        containers=false
        echo "The containers backend is left out: its packages are not in this machine's gallery." >&2
    fi
    dotnet restore "$home/src/Cli" --use-current-runtime -p:Ms2LabContainers=$containers -p:Ms2LabReadyToRun=true -v q >/dev/null 2>&1 || ready=false
    mkdir -p "$home/.ms2lab"
    echo "<Project><PropertyGroup><Ms2LabContainers>$containers</Ms2LabContainers><Ms2LabReadyToRun>$ready</Ms2LabReadyToRun></PropertyGroup></Project>" >"$decided.$$"
    mv "$decided.$$" "$decided"
}
