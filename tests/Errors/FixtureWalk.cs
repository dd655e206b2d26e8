using StreamEngine.Config;

namespace StreamEngine.Tests.Errors;

/// <summary>What every registered code owes: a fixture that raises it, and a page.</summary>
internal static class FixtureWalk
{
    /// <summary>What is missing for a code; null when nothing is.</summary>
    /// <param name="code">A registered code.</param>
    /// <param name="fixtures">Its fixtures.</param>
    /// <param name="run">Gives the output of a fixture.</param>
    /// <param name="bless">Whether to write down what is printed.</param>
    public static async Task<string?> Owed(ErrorCode code, IReadOnlyList<Fixture> fixtures, Func<Fixture, Task<string>> run, bool bless = false)
    {
        if (new[] { code.Title, code.Cause, code.Fix, code.Example, code.Mended }.Any(string.IsNullOrWhiteSpace))
        {
            return $"{code.Code} has no whole page: title, cause, fix, example and mended text are needed";
        }

        if (fixtures.Count == 0)
        {
            return Unraised.Reasons.ContainsKey(code.Code) ? null : $"{code.Code} has no fixture: add tests/Errors/Fixtures/{code.Code} (tests/Errors/README.md says how)";
        }

        foreach (var fixture in fixtures)
        {
            var got = await run(fixture);
            if (!got.Contains(code.Code, StringComparison.Ordinal))
            {
                return $"{code.Code} does not appear in the output of its fixture:\n{got}";
            }

            if (bless)
            {
                await File.WriteAllTextAsync(fixture.Expected, got);
            }

            var expected = File.Exists(fixture.Expected) ? await File.ReadAllTextAsync(fixture.Expected) : "";
            if (got != expected)
            {
                return $"{fixture.Expected} differs.\nexpected:\n{expected}\ngot:\n{got}";
            }
        }

        return null;
    }
}
