using StreamEngine.Config;
using StreamEngine.Sources.Csv;
using StreamEngine.Sources.Mapping;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Sources.Csv;

/// <summary>CSV files of a test, and what <c>csv_file</c> makes of them.</summary>
internal sealed class CsvRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder.Path;

    public void Dispose() => _folder.Dispose();

    /// <summary>Reads a file of one text.</summary>
    public SourceDrive Read(string text, CsvFileSourceOptions options, int batchMax = 1024) => ReadFile(_folder.Write("a.csv", text), options, batchMax);

    /// <summary>Reads a file.</summary>
    public static SourceDrive ReadFile(string path, CsvFileSourceOptions options, int batchMax = 1024)
    {
        var drive = new SourceDrive(new CsvFileSource(options with { Path = [new FilePath(path)] }), batchMax);
        Assert.True(drive.Problems.Count == 0, string.Join('\n', drive.Problems));
        return drive.Read();
    }

    /// <summary>What is wrong with options.</summary>
    public static string Problem(CsvFileSourceOptions options) => Assert.Single(new SourceDrive(new CsvFileSource(options with { Path = [new FilePath("a.csv")] })).Problems);

    /// <summary>What reading a file fails with.</summary>
    public string Failure(string path, CsvFileSourceOptions options) => Clean(Assert.ThrowsAny<IOException>(() => ReadFile(path, options)).Message);

    /// <summary>Errors of a run, without the folder.</summary>
    public List<string> Errors(SourceDrive drive) => [.. drive.Errors.Select(Clean)];

    /// <summary>A text without the folder.</summary>
    public string Clean(string text) => text.Replace(_folder.Path + "/", "", StringComparison.Ordinal);

    /// <summary>Writes a file.</summary>
    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>Columns by type.</summary>
    public static Dictionary<string, ColumnOptions> Types(params (string Name, string Type)[] columns) => columns.ToDictionary(c => c.Name, c => new ColumnOptions { From = c.Type });
}
