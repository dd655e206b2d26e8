using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>A pipeline file on its way from text to a bound pipeline.</summary>
public static class PipelineFile
{
    /// <summary>Reads and binds a file; null when <paramref name="problems"/> has errors.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static BoundPipeline? Load(string path, OperatorRegistry registry, BindSettings settings, Problems problems) =>
        Bind(path, File.ReadAllBytes(path), registry, settings, problems);

    /// <summary>Reads and binds text under a file name for messages.</summary>
    public static BoundPipeline? Bind(string file, ReadOnlySpan<byte> utf8, OperatorRegistry registry, BindSettings settings, Problems problems)
    {
        var top = YamlReader.Read(file, utf8, problems);
        var operators = top is null ? null : PluginKey.Read(top, registry, settings.LoadPlugin, problems);
        return operators is null ? null : PipelineBinder.Bind(top!, operators, settings, problems);
    }
}
