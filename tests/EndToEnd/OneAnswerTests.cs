using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>One answer: what a pipeline writes does not depend on how many rows go in a batch, nor on the configuration it was built in.</summary>
public sealed class OneAnswerTests : IDisposable
{
    private static readonly int[] BatchSizes = [1, 7, 1024, 65_536];

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _captures = new();

    public static TheoryData<string> Shipped => [.. ShippedPipelines.Writing];

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
        Pipelines.Run(path, batchMax, [.. ShippedPipelines.Params(path, _captures, folder)]);
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetRelativePath(folder, file), file => file.EndsWith(".arrow", StringComparison.Ordinal) ? ArrowFile.Read(file).Hash : File.ReadAllText(file));
    }
}
