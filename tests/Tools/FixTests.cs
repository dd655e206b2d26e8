using System.Text;
using StreamEngine.Cli;
using StreamEngine.Cli.Screen;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

/// <summary><c>validate --fix</c>: what is certain is mended, everything else stays byte for byte.</summary>
public sealed class FixTests : IDisposable
{
    private const string Good =
        """
        # a comment with ümlauts and a trailing blank 
        version: 1
        pipeline:   small   # why so

        nodes:
          trades: { jsonl_file: { path: trades.jsonl,   schema: trade/1 } }
          "big":
            from: trades   # all of them
            where: qty > 1 and side = 'buy'
          out: { from: big, console: { every: 5 } }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("pipeline:   ", "pipelin:   ")]
    [InlineData("jsonl_file", "jsonl_fil")]
    [InlineData("trade/1 }", "'tarde/1' }")]
    [InlineData("from: trades ", "from: tradse ")]
    [InlineData("from: big", "from: \"bgi\"")]
    [InlineData("qty > 1", "qyt > 1")]
    [InlineData("'buy'", "'bvy'")]
    [InlineData("1 and side", "1 && side")]
    [InlineData("every: 5", "evrey: 5")]
    [InlineData("every: 5", "every: '5'")]
    [InlineData("every: 5", "every:5")]
    [InlineData("every: 5", "every: 5.0")]
    [InlineData("version: 1\n", "")]
    public async Task OneMistake_IsMendedAndNothingElse(string right, string wrong)
    {
        foreach (var (mark, ends) in new[] { (false, "\n"), (true, "\r\n") })
        {
            byte[] Bytes(string text) => [.. mark ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(text.ReplaceLineEndings(ends))];
            var file = Path.Combine(_folder.Path, "small.yaml");
            await File.WriteAllBytesAsync(file, Bytes(Good.Replace(right, wrong, StringComparison.Ordinal)));

            var (exit, output) = await Validate(file, "--fix");

            Assert.True(exit == 0, output);
            Assert.Contains($"{file}: 1 change written\nok: 3 nodes, 2 edges\n", output);
            // where a word stood in quotes, the quotes stay
            var expected = wrong.StartsWith("'tarde", StringComparison.Ordinal) ? Good.Replace(right, "'trade/1' }", StringComparison.Ordinal)
                : wrong.Contains("\"bgi\"", StringComparison.Ordinal) ? Good.Replace(right, "from: \"big\"", StringComparison.Ordinal)
                : Good;
            Assert.Equal(Encoding.UTF8.GetString(Bytes(expected)), Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file)));
        }
    }

    [Fact]
    public async Task SeveralMistakes_AreMendedInOneRunAndShown()
    {
        var file = _folder.Write("small.yaml", Good.Replace("from: trades ", "form: tradse ", StringComparison.Ordinal).Replace("every", "evrey", StringComparison.Ordinal));

        var (exit, output) = await Validate(file, "--fix");

        Assert.Equal(
            $"""
            --- {file}
            +++ {file}
            @@ -5,6 +5,6 @@
             nodes:
               trades: {"{"} jsonl_file: {"{"} path: trades.jsonl,   schema: trade/1 {"}"} {"}"}
               "big":
            -    form: tradse   # all of them
            +    from: trades   # all of them
                 where: qty > 1 and side = 'buy'
            -  out: {"{"} from: big, console: {"{"} evrey: 5 {"}"} {"}"}
            +  out: {"{"} from: big, console: {"{"} every: 5 {"}"} {"}"}
            {file}: 3 changes written
            ok: 3 nodes, 2 edges

            """, output);
        Assert.Equal(0, exit);
        Assert.Equal(Good, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task FileThatWouldStillBeRefused_IsLeftAsItIs()
    {
        var text = Good.Replace("every: 5", "evrey: often", StringComparison.Ordinal);
        var file = _folder.Write("small.yaml", text);

        var (exit, output) = await Validate(file, "--fix");

        Assert.Equal(78, exit);
        Assert.Contains("+  out: { from: big, console: { every: often } }\n", output);
        Assert.Contains($"{file}: nothing is written, because 1 error would remain after the 1 change above; places below are those after it\n", output);
        Assert.Contains($"{file}:10:39: error SE2103: out: option 'every' is 'often'; it must be a whole number (default 1)\n", output);
        Assert.Equal(text, await File.ReadAllTextAsync(file));
        Assert.Equal([file], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task DryRun_WritesNothing()
    {
        var text = Good.Replace("every: 5", "evrey: 5", StringComparison.Ordinal);
        var file = _folder.Write("small.yaml", text);

        var (exit, output) = await Validate(file, "--fix", "--dry-run");

        Assert.Equal(0, exit);
        Assert.Contains("-  out: { from: big, console: { evrey: 5 } }\n+  out: { from: big, console: { every: 5 } }\n", output);
        Assert.Contains($"{file}: 1 change not written (--dry-run)\n", output);
        Assert.Equal(text, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task NothingCertain_IsSaid()
    {
        var file = _folder.Write("small.yaml", Good.Replace("every: 5", "every: often", StringComparison.Ordinal));

        var (exit, output) = await Validate(file, "--fix");

        Assert.Equal(78, exit);
        Assert.StartsWith($"{file}: nothing can be mended with certainty\n", output);
    }

    [Fact]
    public async Task MistakeInATemplate_IsMendedThere()
    {
        var template = _folder.Write("lib/mids.yaml", "version: 1\ntemplate: mids\ninputs: { quotes: quote/1 }\nnodes:\n  avg: { from: qoutes, ewma: { column: bid_px, span: 5 } } # smooth\noutputs: avg\n");
        var file = _folder.Write("p.yaml", "version: 1\npipeline: p\nuse: { mids: lib/mids.yaml }\nnodes:\n  sim: { market_simulator: { rows: 10 } }\n  m: { from: sim.quotes, mids: {} }\n  out: { from: m, console: {} }\n");
        var before = await File.ReadAllTextAsync(file);

        var (exit, output) = await Validate(file, "--fix");

        Assert.True(exit == 0, output);
        Assert.Contains("+  avg: { from: quotes, ewma: { column: bid_px, span: 5 } } # smooth\n", output);
        Assert.Contains("from: quotes, ewma: { column: bid_px, span: 5 } } # smooth\n", await File.ReadAllTextAsync(template));
        Assert.Equal(before, await File.ReadAllTextAsync(file));
    }

    [Fact]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public async Task ModeAndLink_Stay()
    {
        var real = _folder.Write("real.yaml", Good.Replace("every: 5", "evrey: 5", StringComparison.Ordinal));
        File.SetUnixFileMode(real, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var link = Path.Combine(_folder.Path, "link.yaml");
        File.CreateSymbolicLink(link, real);

        var (exit, _) = await Validate(link, "--fix");

        Assert.Equal(0, exit);
        Assert.Equal(real, File.ResolveLinkTarget(link, returnFinalTarget: true)!.FullName);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(real));
        Assert.Equal(Good, await File.ReadAllTextAsync(real));
    }

    [Fact]
    public async Task Json_TellsWhatWasChanged()
    {
        var file = _folder.Write("small.yaml", Good.Replace("every: 5", "evrey: 5", StringComparison.Ordinal));

        var (exit, output) = await Validate(file, "--fix", "--json");

        using var told = System.Text.Json.JsonDocument.Parse(output);
        var first = told.RootElement.GetProperty("files")[0];
        Assert.Equal((0, 1, true), (exit, first.GetProperty("changes").GetInt32(), first.GetProperty("written").GetBoolean()));
        Assert.StartsWith("--- ", first.GetProperty("diff").GetString());
    }

    [Fact]
    public async Task DryRunWithoutFix_IsAUsageError()
    {
        var (exit, output) = await Validate("x.yaml", "--dry-run");

        Assert.Equal((2, "streamengine validate: --dry-run goes with --fix\n"), (exit, output));
    }

    [Fact]
    public void Diff_IsThatOfDiffU() => Assert.Equal(
        """
        --- f
        +++ f
        @@ -1,4 +1,4 @@
        -a
        +A
         b
         c
         d
        @@ -9,4 +9,4 @@
         i
         j
         k
        -l
        +m

        """,
        TextDiff.Of("f", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\n", "A\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nm\n"));

    private static async Task<(int Exit, string Output)> Validate(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var exit = await CommandLine.Run(["validate", .. arguments], new Terminal(output, output, IsOutTerminal: false, IsErrorTerminal: false, HasColour: false));
        return (exit, output.ToString());
    }
}
