using System.CommandLine;
using System.CommandLine.Parsing;
using StreamEngine.Config;

namespace StreamEngine.Cli;

/// <summary>Usage errors in our words, with the nearest option where one is near.</summary>
internal static class UsageText
{
    public static string Of(ParseError error, ParseResult parsed, Command command)
    {
        if (error.SymbolResult is ArgumentResult { Argument: var argument } && error.SymbolResult.Tokens.Count == 0)
        {
            return $"{argument.Name} is missing";
        }

        var found = parsed.UnmatchedTokens.FirstOrDefault(t => error.Message.Contains($"'{t}'", StringComparison.Ordinal));
        if (found is null)
        {
            return error.Message.TrimEnd('.');
        }

        if (!found.StartsWith('-'))
        {
            return $"{ProblemText.Quote(found)} is one argument too many";
        }

        var options = command.Options.Select(o => o.Name).ToList();
        return $"there is no option {ProblemText.Quote(found)}; {Nearest.Question(found, options) ?? $"there are: {string.Join(", ", options)}"}";
    }
}
