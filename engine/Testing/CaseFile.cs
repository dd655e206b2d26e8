using StreamEngine.Config;

namespace StreamEngine.Testing;

/// <summary>The cases of one file: those under <c>tests</c> of a pipeline, or of <c>x.test.yaml</c> for the pipeline it tests.</summary>
/// <param name="Path">The file the cases stand in.</param>
/// <param name="Pipeline">The pipeline they test.</param>
/// <param name="Cases">The cases, in file order.</param>
public sealed record CaseFile(string Path, string Pipeline, IReadOnlyList<CaseSpec> Cases)
{
    private const string Suffix = ".test.yaml";

    /// <summary>The pipeline's bytes.</summary>
    public required byte[] PipelineText { get; init; }

    /// <summary>Whether a path is that of a file with nothing but cases.</summary>
    public static bool IsTestFile(string path) => path.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>The path of the test file beside a pipeline.</summary>
    public static string Beside(string pipeline) =>
        (pipeline.EndsWith(".yaml", StringComparison.Ordinal) ? pipeline[..^".yaml".Length] : pipeline) + Suffix;

    /// <summary>Reads the cases of a file; null when it cannot be read to its end or has no pipeline. What is wrong with its cases is reported too, and they are read as far as they go.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CaseFile? Load(string path, Problems problems)
    {
        var bytes = File.ReadAllBytes(path);
        return Read(path, bytes, problems);
    }

    /// <summary>Reads the cases of text under a file name, as <see cref="Load"/> does.</summary>
    public static CaseFile? Read(string path, byte[] utf8, Problems problems)
    {
        var top = YamlReader.Read(path, utf8, problems);
        if (top is null)
        {
            return null;
        }

        var reader = new CaseReader(problems);
        if (!IsTestFile(path))
        {
            var own = reader.Cases(top, new CaseDefaults());
            return new CaseFile(path, path, own) { PipelineText = utf8 };
        }

        var defaults = reader.Top(top);
        var cases = reader.Cases(top, defaults);
        var pipeline = PipelineOf(path, defaults.Pipeline);
        if (!File.Exists(pipeline))
        {
            var place = defaults.Pipeline?.Span ?? top.Span with { EndLine = top.Span.Line, EndColumn = top.Span.Column };
            problems.Add(CaseCodes.NoPipeline, place, null, $"there is no pipeline {ProblemText.Quote(pipeline)} to test",
                defaults.Pipeline is null ? "name the file after its pipeline, or write pipeline: other.yaml" : "the path starts at the folder of this file");
            return null;
        }

        return new CaseFile(path, pipeline, cases) { PipelineText = File.ReadAllBytes(pipeline) };
    }

    /// <summary>A path written in a file, from the folder of that file.</summary>
    internal static string FromFolderOf(string file, string written)
    {
        var folder = System.IO.Path.GetDirectoryName(file);
        return string.IsNullOrEmpty(folder) ? written : System.IO.Path.Combine(folder, written);
    }

    private static string PipelineOf(string path, YamlScalar? named) =>
        named is null ? path[..^Suffix.Length] + ".yaml" : FromFolderOf(path, named.Value);
}
