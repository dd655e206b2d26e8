using System.Reflection;
using System.Runtime;

namespace StreamEngine.Cli.Running;

/// <summary>How a process is built and collects its garbage.</summary>
/// <param name="Build"><c>Release</c> or <c>Debug</c>.</param>
/// <param name="Gc"><c>workstation</c> or <c>server</c>.</param>
internal sealed record ProcessKind(string Build, string Gc)
{
    /// <summary>All there are, as options write them.</summary>
    public static readonly IReadOnlyDictionary<string, ProcessKind> All = new Dictionary<string, ProcessKind>
    {
        ["release"] = new("Release", "workstation"),
        ["release+server"] = new("Release", "server"),
        ["debug"] = new("Debug", "workstation"),
        ["debug+server"] = new("Debug", "server"),
    };

    /// <summary>This process.</summary>
    public static ProcessKind Own { get; } = new(
        typeof(ProcessKind).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Release", GCSettings.IsServerGC ? "server" : "workstation");
}
