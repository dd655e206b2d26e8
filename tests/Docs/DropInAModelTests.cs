using StreamEngine.Bench.Docs;
using StreamEngine.Tests.Kit;
using StreamEngine.Tests.Operators.Models;

namespace StreamEngine.Tests.Docs;

/// <summary>The steps of the guide to a model of one's own, done as they stand on the page, with a model that names nothing itself.</summary>
public sealed class DropInAModelTests : IDisposable
{
    private const string Page = "docs/models.md:";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task StepsOfTheGuide_DoWhatThePageShows()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "models"));
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "models", "alpha.onnx"), ModelBytes.Lean(features: ""));
        _folder.Write("models/alpha.card.md", $"# alpha\n\n```json model\n{Blocks("json").Single().Text}\n```\n");
        _folder.Write("alpha.yaml", Blocks("yaml").Single().Text + "\n");

        foreach (var block in Blocks("console").Where(b => b.Has("norun")))
        {
            var exit = block.Value("exit") ?? "0";
            foreach (var part in block.Text.Split("$ ./streamengine ", StringSplitOptions.RemoveEmptyEntries))
            {
                var lines = part.TrimEnd('\n').Split('\n');
                var result = await ChildProcess.Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "streamengine.dll"), .. lines[0].Split(' ')], Patience.Hang, _folder.Path);

                Assert.True(exit == result.ExitCode.ToString(System.Globalization.CultureInfo.InvariantCulture), result.Text);
                Assert.All(lines.Skip(1), line => Assert.Contains(line, result.Text.Split('\n')));
            }
        }
    }

    private static IEnumerable<DocBlock> Blocks(string language) => DocPages.Blocks.Where(b => b.Place.StartsWith(Page, StringComparison.Ordinal) && b.Language == language);
}
