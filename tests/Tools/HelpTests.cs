namespace StreamEngine.Tests.Tools;

public sealed class HelpTests
{
    [Theory]
    [InlineData("")]
    [InlineData("demo")]
    [InlineData("run")]
    [InlineData("tap")]
    [InlineData("validate")]
    [InlineData("test")]
    [InlineData("plan")]
    [InlineData("graph")]
    [InlineData("ops")]
    [InlineData("schema")]
    [InlineData("new")]
    [InlineData("new pipeline")]
    [InlineData("new test")]
    [InlineData("explain")]
    [InlineData("verify")]
    [InlineData("bench")]
    [InlineData("new operator")]
    [InlineData("replay")]
    [InlineData("replay record")]
    [InlineData("replay inspect")]
    [InlineData("replay hash")]
    [InlineData("replay convert")]
    [InlineData("replay diff")]
    [InlineData("replay play")]
    [InlineData("replay verify")]
    [InlineData("serve")]
    public async Task HelpOfAVerb_FitsOneScreenWithTwoExamples(string verb)
    {
        var done = await Tool.Run([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(0, done.ExitCode);
        Assert.Equal("", done.Error);
        Tool.AssertPlain(done.Output);
        var lines = done.Output.TrimEnd('\n').Split('\n');
        Assert.InRange(lines.Length, 1, 23); // and the prompt
        Assert.Equal(["examples:"], lines[^3..^2]);
        Assert.All(lines[^2..], line => Assert.StartsWith("  streamengine ", line));
    }

    [Fact]
    public async Task Version_IsPrinted()
    {
        var done = await Tool.Run("--version");

        Assert.Equal(0, done.ExitCode);
        Assert.Matches(@"^streamengine \d+\.\d+\.\d+ \(\.NET \d+\.\d+\.\d+\)\n$", done.Output);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("rnu", "streamengine: there is no verb 'rnu'; did you mean 'run'?\nmore: streamengine --help\n")]
    [InlineData("--hlep", "streamengine: there is no option '--hlep'; did you mean '--help'?\nmore: streamengine --help\n")]
    [InlineData("replay", "streamengine replay: a verb is missing; there are: record, inspect, convert, hash, diff, play, verify\nmore: streamengine replay --help\n")]
    [InlineData("replay inspct x", "streamengine replay: there is no verb 'inspct'; did you mean 'inspect'?\nmore: streamengine replay --help\n")]
    [InlineData("run", "streamengine run: FILE is missing\nmore: streamengine run --help\n")]
    [InlineData("validate", "streamengine validate: FILE is missing\nmore: streamengine validate --help\n")]
    [InlineData("run a.yaml b.yaml", "streamengine run: 'b.yaml' is one argument too many\nmore: streamengine run --help\n")]
    [InlineData("plan a.yaml --jsn", "streamengine plan: there is no option '--jsn'; did you mean '--json'?\nmore: streamengine plan --help\n")]
    [InlineData("run a.yaml --set b", "streamengine run: --set b: write --set name=value\n")]
    [InlineData("graph a.yaml --format sgv", "streamengine graph: there is no format 'sgv'; did you mean 'svg'?\n")]
    [InlineData("ops ordr_book", "streamengine ops: there is no operator 'ordr_book'; did you mean 'order_book'?\n")]
    [InlineData("bench w1 --ruonds 3", "streamengine bench: w1 has no option '--ruonds'; did you mean '--rounds'?\n")]
    [InlineData("explain order_bok", "streamengine explain: there is no error code or operator 'order_bok'; did you mean 'order_book'?\n")]
    [InlineData("explain nothing-like-it", "streamengine explain: there is no error code or operator 'nothing-like-it'; codes look like SE2104, and `streamengine ops` lists the operators\n")]
    public async Task WrongUsage_IsToldOnStandardErrorWithCode2(string arguments, string message)
    {
        var done = await Tool.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, done.ExitCode);
        Assert.Equal("", done.Output);
        if (message.Length > 0)
        {
            Assert.Equal(message, done.Error);
        }
    }
}
