using StreamEngine.Cli.Screen;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Running;

/// <summary>Reads a pipeline file with all operators known, and prints what is wrong with it.</summary>
internal sealed class PipelineReader(IReadOnlyDictionary<string, string> values, string? profile = null, Action<Secret>? secretRead = null)
{
    private static readonly Lazy<OperatorRegistry> Registry = new(() => new OperatorRegistry(typeof(Sources.CaptureFile).Assembly));

    private static readonly AsyncLocal<OperatorRegistry?> WithPlugins = new();

    /// <summary>All operators: the engine's, and those of the plug-ins named on the command line.</summary>
    public static OperatorRegistry Operators => WithPlugins.Value ?? Registry.Value;

    /// <summary>Adds the operators of plug-ins, for the verb that is about to run.</summary>
    /// <exception cref="PluginRefusedException">A name is taken.</exception>
    public static void UsePlugins(IReadOnlyList<Plugin> plugins) => WithPlugins.Value = plugins.Aggregate(Registry.Value, (registry, plugin) => registry.With(plugin));

    /// <summary>Binds a file; null when <paramref name="problems"/> has errors.</summary>
    /// <param name="file">The file.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="read">Gives the bytes of the file and of the templates it uses; null for those on the disk.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public BoundPipeline? Bind(string file, Problems problems, Func<string, byte[]>? read = null)
    {
        var settings = new BindSettings { Params = values, Profile = profile, Environment = Environment.GetEnvironmentVariable, SecretRead = secretRead ?? (_ => { }) };
        return read is null ? PipelineFile.Load(file, Operators, settings, problems) : PipelineFile.Bind(file, read(file), Operators, settings with { ReadFile = read }, problems);
    }

    /// <summary>Binds a file as it stands and under each of its profiles; null when it is refused under any of them.</summary>
    /// <param name="file">The file.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="read">Gives the bytes of the file and of the templates it uses; null for those on the disk.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public BoundPipeline? BindAll(string file, Problems problems, Func<string, byte[]>? read = null)
    {
        var bound = Bind(file, problems, read);
        foreach (var other in profile is null ? bound?.Profiles ?? [] : [])
        {
            new PipelineReader(values, other).Bind(file, problems, read);
        }

        return problems.HasErrors ? null : bound;
    }

    /// <summary>Binds a file and prints its problems to standard error.</summary>
    public BoundPipeline? BindOrTell(string file, Terminal terminal)
    {
        var problems = new Problems();
        var bound = Bind(file, problems);
        Tell(problems, terminal.Error, terminal.IsErrorTerminal, terminal.HasColour);
        return bound;
    }

    /// <summary>Binds a file that bound before, for another run: operators hold what binding told them.</summary>
    /// <exception cref="IOException">It has changed meanwhile.</exception>
    public BoundPipeline Again(string file) => Bind(file, new Problems()) ?? throw new IOException($"'{file}' has changed and is refused now: run the command again");

    /// <summary>Prints problems: blocks with a caret on a terminal, else a line each.</summary>
    public static void Tell(Problems problems, TextWriter to, bool isTerminal, bool hasColour)
    {
        if (problems.Count == 0)
        {
            return;
        }

        foreach (var problem in problems.InOrder())
        {
            to.WriteLine(isTerminal ? ProblemBlock.Of(problem, problems.TextOf(problem.Span.File), hasColour) : ProblemText.Line(problem));
        }
    }
}
