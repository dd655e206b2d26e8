using StreamEngine.Bench.Workloads.Nexmark;
using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>The answers to the Nexmark queries, of the pipelines that the benchmark times, equal those of SQLite's SQL over the same events, every value.</summary>
public sealed class NexmarkEqualsSqlTests(ITestOutputHelper log) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task SeededEvents_GiveTheAnswersOfSql(ulong seed)
    {
        await NexmarkAnswers.Write(_folder.Path, new NexmarkEvents(20_000, pace: 500, seed)); // 40 s

        var said = await Oracle.Run("nexmark/nexmark.py", _folder.Path);
        log.WriteLine(said);
        var lines = said.Split('\n');
        Assert.Equal(NexmarkQuery.All.Select(q => q.Name), lines.Select(line => line.Split(' ')[0]));
        Assert.All(lines, line => Assert.EndsWith(" differences=0", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain(" rows=0 ", line, StringComparison.Ordinal));
    }
}
