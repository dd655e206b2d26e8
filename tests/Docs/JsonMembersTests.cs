using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StreamEngine.Cli.Fixing;
using StreamEngine.Config;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Docs;

public sealed partial class JsonMembersTests
{
    private static readonly string Page = File.ReadAllText(RepositoryRoot.Combine("docs", "errors.md"));

    [Fact]
    public void MembersOfValidate_AreThoseOfThePage()
    {
        var place = new Span("p.yaml", 1, 1, 1, 2);
        var problems = new Problems();
        problems.Add(new Problem("SE3004", Severity.Error, place, null, "x", null) { Fix = [new TextEdit(place, "y")] });
        var file = new ValidatedFile("p.yaml", null, problems, default).Json(fix: true);
        var problem = file["problems"]![0]!.AsObject();

        Assert.Equal(Members(file).Append("error").Order(StringComparer.Ordinal), Documented("An object of `files`").Order(StringComparer.Ordinal));
        Assert.Equal(Members(problem), Documented("An object of `problems`").Order(StringComparer.Ordinal));
        Assert.All(problem["fix"]![0]!.AsObject(), member => Assert.Contains($"`{member.Key}`", Page[Page.IndexOf("| `fix` |", StringComparison.Ordinal)..]));
    }

    private static IEnumerable<string> Members(JsonObject value) => value.Select(member => member.Key).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Documented(string head)
    {
        var table = Page[Page.IndexOf(head, StringComparison.Ordinal)..].Split("\n\n")[1];
        return table.Split('\n').Where(row => row.StartsWith('|')).Skip(2).SelectMany(row => Name().Matches(row.Split('|')[1]).Select(match => match.Groups[1].Value));
    }

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Name();
}
