using System.Text;

namespace StreamEngine.Cli.Screen;

/// <summary>Text broken at blanks.</summary>
internal static class Wrapped
{
    /// <summary>The words of a text in lines of at most <paramref name="width"/> characters, where words allow; lines after the first start with <paramref name="indent"/>, which is not counted.</summary>
    public static string Lines(string text, int width, string indent = "")
    {
        var lines = new StringBuilder(text.Length + 16);
        var used = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var piece in Pieces(word, width))
            {
                if (used > 0 && used + 1 + piece.Length > width)
                {
                    lines.Append('\n').Append(indent);
                    used = 0;
                }

                if (used > 0)
                {
                    lines.Append(' ');
                    used++;
                }

                lines.Append(piece);
                used += piece.Length;
            }
        }

        return lines.ToString();
    }

    /// <summary>Cuts a text that is longer than <paramref name="width"/>, and says so with an ellipsis.</summary>
    public static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";

    private static IEnumerable<string> Pieces(string word, int width)
    {
        for (; word.Length > width; word = word[width..])
        {
            yield return word[..width];
        }

        yield return word;
    }
}
