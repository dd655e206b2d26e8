using StreamEngine.Config;

namespace StreamEngine.Tests.Config;

/// <summary>Reads YAML text in tests.</summary>
internal static class Reading
{
    public const string File = "t.yaml";

    public static YamlMap Good(string text)
    {
        var problems = new Problems();
        var map = YamlReader.Read(File, text, problems);
        Assert.Equal([], Lines(problems));
        return map!;
    }

    public static IReadOnlyList<string> Refused(string text)
    {
        var problems = new Problems();
        YamlReader.Read(File, text, problems);
        return Lines(problems);
    }

    public static YamlNode Value(string text) => Good(text).Entries[0].Value;

    public static IReadOnlyList<string> Lines(Problems problems) => [.. problems.InOrder().Select(ProblemText.Line)];

    public static string Place(Span span) => $"{span.Line}:{span.Column}-{span.EndLine}:{span.EndColumn}";
}
