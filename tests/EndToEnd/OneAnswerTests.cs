using StreamEngine.Config;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>One answer: what a pipeline writes does not depend on how many rows go in a batch, nor on the configuration it was built in.</summary>
public sealed class OneAnswerTests : IDisposable
{
    private static readonly int[] BatchSizes = [1, 7, 1024, 65_536];

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _captures = new();

    /// <summary>Every shipped pipeline; templates and tests beside them are no pipelines.</summary>
    public static TheoryData<string> Shipped =>
        [.. Directory.EnumerateFiles(RepositoryRoot.Combine("pipelines"), "*.yaml").Where(path => !path.EndsWith(".test.yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(path => Path.GetRelativePath(RepositoryRoot.Path, path))];

    /// <inheritdoc/>
    public void Dispose()
    {
        _folder.Dispose();
        _captures.Dispose();
    }

    /// <summary>The hashes stand here so that Debug and Release are held to the same; the rows behind them are those worked by hand.</summary>
    [Theory]
    [InlineData("binance_spot", "hand-worked", "92fe8e9719bdf70c44e4e8de717e5c5e4d201303ef8048e5d91f37818a72132b")]
    [InlineData("binance_usdm", "hand-worked-usdm", "1eda35b2d606976b76eeaeabd3b69bf931579ab85dcb6dc748177e3bae1382de")]
    public void HandWorkedCapture_HasOneHash(string venue, string name, string hash)
    {
        foreach (var size in BatchSizes)
        {
            var features = Path.Combine(_folder.Path, $"{size}.arrow");
            Pipelines.Run(Variant.Shipped("book-features.yaml"), size, ("venue", venue), ("depth", Oracle.Golden(name + ".capture")), ("out", features));
            Assert.Equal(hash, ArrowFile.Read(features).Hash);
        }
    }

    /// <summary>Params of a file are set by their types: captures are the one worked by hand (a folder of them holds one a symbol), outputs go into a folder, rates are such that nobody waits.</summary>
    [Theory]
    [MemberData(nameof(Shipped))]
    public void ShippedPipeline_WritesTheSameForAnyBatchSize(string path)
    {
        var written = BatchSizes.Select(size => Written(RepositoryRoot.Combine(path), size)).ToList();

        Assert.NotEmpty(written[0]);
        Assert.All(written, files => Assert.Equal(written[0], files));
    }

    private Dictionary<string, string> Written(string path, int batchMax)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, $"{batchMax}")).FullName;
        Pipelines.Run(path, batchMax, [.. Params(path, folder)]);
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetRelativePath(folder, file), file => file.EndsWith(".arrow", StringComparison.Ordinal) ? ArrowFile.Read(file).Hash : File.ReadAllText(file));
    }

    /// <summary>A folder with the recording worked by hand under the names of two symbols of one day.</summary>
    private string Captures()
    {
        foreach (var symbol in new[] { "btcusdt", "ethusdt" })
        {
            File.Copy(Oracle.Golden("hand-worked-usdm.capture"), Path.Combine(_captures.Path, $"{symbol}_20240808.gz"), overwrite: true);
        }

        return _captures.Path;
    }

    private IEnumerable<(string Name, string Value)> Params(string path, string folder)
    {
        var problems = new Problems();
        var top = YamlReader.Read(path, File.ReadAllText(path), problems)!;
        Assert.Empty(problems);
        foreach (var param in top.TryGet("params", out var entry) ? ((YamlMap)entry.Value).Entries : [])
        {
            var map = (YamlMap)param.Value;
            var type = Text(map, "type");
            if (type == "rate")
            {
                yield return (param.Name, "10000000/s");
            }
            else if (type == "path" && Text(map, "default") is { } data && Path.GetExtension(data).Length == 0)
            {
                yield return (param.Name, Captures());
            }
            else if (type == "path" && Text(map, "default") is { } output)
            {
                yield return (param.Name, Path.Combine(folder, Path.GetFileName(output)));
            }
            else if (type == "list<path>" && map.TryGet("default", out var shipped) && shipped.Value is YamlList files)
            {
                yield return (param.Name, string.Join(',', files.Items.OfType<YamlScalar>().Select(file => RepositoryRoot.Combine(file.Value.Split('/')))));
            }
            else if (type == "list<path>" && Text(map, "default") is null)
            {
                yield return (param.Name, Oracle.Golden("hand-worked.capture"));
            }
        }
    }

    private static string? Text(YamlMap map, string key) => map.TryGet(key, out var entry) && entry.Value is YamlScalar scalar ? scalar.Value : null;
}
