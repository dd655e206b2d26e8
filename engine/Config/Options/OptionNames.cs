using System.Text;

namespace StreamEngine.Config;

/// <summary>Names in C# and in YAML.</summary>
public static class OptionNames
{
    /// <summary><c>StaleAfter</c> is <c>stale_after</c>, <c>BinanceUsdm</c> is <c>binance_usdm</c>, <c>Level2</c> is <c>level2</c>.</summary>
    public static string ToSnakeCase(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var starts = char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (starts)
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(name[i]));
        }

        return snake.ToString();
    }
}
