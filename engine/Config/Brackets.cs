namespace StreamEngine.Config;

/// <summary>Counts the brackets of an expression; text between single quotes does not count.</summary>
internal static class Brackets
{
    /// <summary>Opened minus closed brackets, and whether a quote is open at the end.</summary>
    public static (int Balance, bool InQuote) Count(string text, bool inQuote = false)
    {
        var balance = 0;
        foreach (var c in text)
        {
            if (c == '\'')
            {
                inQuote = !inQuote;
            }
            else if (!inQuote)
            {
                balance += c switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
            }
        }

        return (balance, inQuote);
    }

    /// <summary>Whether a bracket is opened and not closed.</summary>
    public static bool AreOpen(string text) => Count(text).Balance > 0;
}
