# Sourced by the tests that run .NET: a scratch folder `work`, in which dotnet
# keeps to itself what it downloads and what it leaves in the temporary folder.

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/tmp"
TMPDIR=$work/tmp
DOTNET_CLI_HOME=$work/home
DOTNET_CLI_TELEMETRY_OPTOUT=1
DOTNET_NOLOGO=1
DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
MSBUILDDISABLENODEREUSE=1
export TMPDIR DOTNET_CLI_HOME DOTNET_CLI_TELEMETRY_OPTOUT DOTNET_NOLOGO
export DOTNET_SKIP_FIRST_TIME_EXPERIENCE MSBUILDDISABLENODEREUSE
