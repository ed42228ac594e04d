# Sourced by the tests of the C# binding: builds it out of the source tree, for
# .NET 8, or for the SDK's own version where the reference pack of .NET 8 cannot
# be had. The caller sets `here` and has sourced need.sh.

binding=$here/../../bindings/csharp
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
LD_LIBRARY_PATH=${top_builddir:?}/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
DOTNET_CLI_HOME=$work/home
DOTNET_CLI_TELEMETRY_OPTOUT=1
DOTNET_NOLOGO=1
DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
MSBUILDDISABLENODEREUSE=1
export LD_LIBRARY_PATH DOTNET_CLI_HOME DOTNET_CLI_TELEMETRY_OPTOUT DOTNET_NOLOGO
export DOTNET_SKIP_FIRST_TIME_EXPERIENCE MSBUILDDISABLENODEREUSE

# Kept between runs, and what a run of another version left is rebuilt.
artifacts=$top_builddir/bindings/csharp

net() # command of dotnet, project, option...: quiet unless it fails
{
    net_command=$1 net_project=$2
    shift 2
    dotnet "$net_command" "$net_project" --configuration Release \
        --artifacts-path "$artifacts" -p:VmsTrustCore="$core" \
        -p:UseSharedCompilation=false -maxcpucount:1 -nodeReuse:false \
        "$@" >"$work/log" 2>&1 || { cat "$work/log"; return 1; }
}

need_sdk()
{
    need csharp dotnet
    sdk=$(dotnet --version) || skip csharp "no .NET SDK is here"
    core=net8.0
    if ! net build "$binding/VmsTrust/VmsTrust.csproj" >"$work/first"; then
        grep -qE 'error NU1[0-9]+' "$work/first" || {
            cat "$work/first"
            exit 1
        }
        core=net${sdk%%.*}.0
        net build "$binding/VmsTrust/VmsTrust.csproj" >"$work/first" || {
            grep -qE 'error NU1[0-9]+' "$work/first" &&
                skip csharp "no NuGet packages can be had here"
            cat "$work/first"
            exit 1
        }
    fi
}
