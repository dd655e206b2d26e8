using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Testing;

/// <summary>What running cases takes from outside.</summary>
public sealed record CaseSettings
{
    /// <summary>The operators.</summary>
    public required OperatorRegistry Registry { get; init; }

    /// <summary>Measures runs; rows never see it.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>How a failed run is told.</summary>
    public required Func<Exception, CaseError> Tell { get; init; }

    /// <summary>A source that reads a file into rows of a schema; null for a kind of file that cannot be read.</summary>
    public Func<string, Schema, Source?> Files { get; init; } = (_, _) => null;

    /// <summary>Params and environment of every case; a case's own params win.</summary>
    public BindSettings Bind { get; init; } = new();

    /// <summary>Binds the pipeline of a case, with the params of the case.</summary>
    internal BoundPipeline? BindPipeline(CaseFile file, CaseSpec spec, Problems problems)
    {
        var values = new Dictionary<string, string>(Bind.Params, StringComparer.Ordinal);
        foreach (var (name, value) in spec.Params)
        {
            values[name] = value;
        }

        return PipelineFile.Bind(file.Pipeline, file.PipelineText, Registry, Bind with { Params = values, Profile = spec.Profile?.Value ?? Bind.Profile }, problems);
    }
}
