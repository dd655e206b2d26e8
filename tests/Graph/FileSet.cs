using System.Text;
using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Graph;

/// <summary>A pipeline with the templates it uses, in memory.</summary>
internal sealed class FileSet
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>Adds a file.</summary>
    public FileSet With(string path, string text)
    {
        _files[path] = text;
        return this;
    }

    /// <summary>Binds a file; the problems as lines.</summary>
    public BoundPipeline? Bind(string path, out IReadOnlyList<string> lines, string? profile = null, params (string Name, string Value)[] set)
    {
        var problems = new Problems();
        var settings = new BindSettings { Profile = profile, ReadFile = Read, Params = set.ToDictionary(s => s.Name, s => s.Value) };
        var bound = PipelineFile.Bind(path, Read(path), PipelineRun.Registry, settings, problems);
        lines = [.. problems.InOrder().Select(ProblemText.Line)];
        return bound;
    }

    /// <summary>The problems of a file.</summary>
    public IReadOnlyList<string> Lines(string path, string? profile = null)
    {
        Bind(path, out var lines, profile);
        return lines;
    }

    private byte[] Read(string path) => _files.TryGetValue(path, out var text) ? Encoding.UTF8.GetBytes(text) : throw new FileNotFoundException("no such file", path);
}
