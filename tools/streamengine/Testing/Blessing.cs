using System.Text;
using StreamEngine.Cli.Fixing;
using StreamEngine.Cli.Screen;
using StreamEngine.Config;
using StreamEngine.Testing;

namespace StreamEngine.Cli.Testing;

/// <summary>Writes what came into the files of cases: shows the difference, asks where somebody can answer, and writes only a file whose cases then pass.</summary>
internal sealed class Blessing(Terminal terminal, bool json, bool isDryRun)
{
    /// <summary>Blesses the failed cases of a file.</summary>
    /// <returns>The results as they are afterwards: those of the blessed file, or the same when nothing was written.</returns>
    public async Task<List<CaseResult>> Bless(CaseFile file, List<CaseResult> results)
    {
        if (FileText.Of(await File.ReadAllBytesAsync(file.Path)) is not { } before)
        {
            return results;
        }

        var blessed = BlessedFile.Of(file.Path, before.Text, results);
        var told = json ? terminal.Error : terminal.Out;
        await told.WriteAsync(TextDiff.Of(file.Path, before.Text, blessed.After));
        if (await Again(file, blessed, results) is not { } after)
        {
            await told.WriteLineAsync($"{file.Path}: nothing is written: with this the cases would still not pass");
            return results;
        }

        if (isDryRun || !Agreed())
        {
            await told.WriteLineAsync($"{file.Path}: nothing is written");
            return results;
        }

        WholeFiles.Replace([(file.Path, before, before with { Text = blessed.After })]);
        await told.WriteLineAsync($"{file.Path}: {Numbers.Counted(blessed.Count, "expectation")} written");
        return after;
    }

    /// <summary>The results with the new text; null when it is refused or a blessed case still fails where it was blessed.</summary>
    private static async Task<List<CaseResult>?> Again(CaseFile file, BlessedFile blessed, List<CaseResult> before)
    {
        var problems = new Problems();
        if (CaseFile.Read(file.Path, Encoding.UTF8.GetBytes(blessed.After), problems) is not { } read || problems.HasErrors)
        {
            return null;
        }

        var runner = new CaseRunner(CaseRuns.Settings);
        runner.Check(read, problems);
        var after = new List<CaseResult>();
        foreach (var result in before)
        {
            if (problems.HasErrors || read.Cases.FirstOrDefault(c => c.Name == result.Case.Name) is not { } spec)
            {
                return null;
            }

            after.Add(await runner.Run(read, spec, problems));
        }

        return after.Exists(r => r.Failures.Any(BlessedFile.Can)) ? null : after;
    }

    private bool Agreed()
    {
        if (json || !terminal.IsOutTerminal || Console.IsInputRedirected)
        {
            return true;
        }

        terminal.Out.Write("write this? [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}
