using StreamEngine.Bench.Benchmarks;

namespace StreamEngine.Tests.Editor;

public sealed class EditorShareTests
{
    [Fact]
    public async Task EveryVerbOptionWordAttributeAndKey_IsCompletedAndExplained()
    {
        var shares = await EditorBenchmark.Measure(EditorServer.Registry);

        Assert.Equal(["verbs", "options", "enum values", "attributes", "keys of a file"], shares.Select(s => s.Kind));
        Assert.All(shares, share => Assert.True(share.Total > 0, share.Kind));
        Assert.Equal(EditorServer.Registry.All.Count, shares[0].Total);
        Assert.Empty(shares.SelectMany(s => s.NotCompleted));
        Assert.Empty(shares.SelectMany(s => s.NotHovered));
    }
}
