using System.Text.RegularExpressions;
using StreamEngine.Bench.Docs;
using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.Docs;

/// <summary>
/// Every command of the pages (<c>$ ./streamengine …</c> in a <c>console</c> block) is run in the root of the repository and must end with 0, or with the code of
/// <c>exit=78</c>. Lines shown under a command must be among what it prints (<c>measured</c>: numbers apart). <c>norun reason="…"</c> says why one is not run; <c>./test.sh</c> would run this test.
/// </summary>
public sealed partial class CommandBlockTests(ITestOutputHelper log)
{
    private const string Itself = "./test.sh";


    public static TheoryData<string> Blocks => [.. DocPages.Blocks.Where(b => b.Language is "console" or "sh" or "bash").Select(b => b.Place)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task Commands_DoWhatThePageShows(string place)
    {
        var block = DocPages.Blocks.Single(b => b.Place == place);
        if (block.Has("norun"))
        {
            Assert.False(string.IsNullOrWhiteSpace(block.Value("reason")), $"{place}: norun needs a reason");
            log.WriteLine($"{place}: not run: {block.Value("reason")}");
            return;
        }

        var commands = Commands(block).ToList();
        Assert.True(commands.Count > 0, $"{place}: no line starts with '$ '");
        foreach (var (command, shown) in commands.Where(c => c.Command != Itself))
        {
            await Check(block, command, shown, command == commands[^1].Command ? block.Value("exit") ?? "0" : "0");
        }
    }

    [Fact]
    public void CommandsThatAreNotRun_AreFew()
    {
        var blocks = DocPages.Blocks.Where(b => b.Language is "console" or "sh" or "bash").ToList();
        var run = blocks.Where(b => !b.Has("norun")).Sum(b => Commands(b).Count(c => c.Command != Itself));
        var notRun = blocks.Sum(b => Commands(b).Count()) - run;
        log.WriteLine($"{run} commands run, {notRun} not run");
        Assert.True(run > notRun, $"{run} commands run, {notRun} not run");
    }

    private static IEnumerable<(string Command, List<string> Shown)> Commands(DocBlock block)
    {
        List<string>? shown = null;
        string? command = null;
        foreach (var line in block.Text.Split('\n').Where(l => l.Trim().Length > 0))
        {
            if (line.StartsWith("$ ", StringComparison.Ordinal))
            {
                if (command is not null)
                {
                    yield return (command, shown!);
                }

                (command, shown) = (line[2..], []);
            }
            else
            {
                shown?.Add(line);
            }
        }

        if (command is not null)
        {
            yield return (command, shown!);
        }
    }

    private static async Task Check(DocBlock block, string command, List<string> shown, string expected)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(words[0] == "./streamengine", $"{block.Place}: '{command}' cannot be run by a test; mark the block norun");
        var program = Path.Combine(AppContext.BaseDirectory, "streamengine.dll");
        var result = await ChildProcess.Run("dotnet", [program, .. words.Skip(1)], Patience.Hang);
        Assert.True(result.ExitCode.ToString(System.Globalization.CultureInfo.InvariantCulture) == expected, $"{block.Place}: '{command}' ended with {result.ExitCode}, not {expected}\n{result.Text}");
        var printed = result.Text.Split('\n').Select(line => Plain(block, line)).ToHashSet(StringComparer.Ordinal);
        foreach (var line in shown.Where(l => l.Trim() != "…"))
        {
            Assert.True(printed.Contains(Plain(block, line)), $"{block.Place}: '{command}' does not print\n{line}\nbut\n{result.Text}");
        }
    }

    private static string Plain(DocBlock block, string line)
    {
        var text = block.Has("measured") ? Number().Replace(line, "N") : line;
        return block.Has("measured") ? Blanks().Replace(text, " ").Trim() : text.TrimEnd();
    }

    [GeneratedRegex(@"\d[\d.,:]*k?( ?(ns|µs|ms|s|m|B|KiB|MiB|GiB)\b)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
