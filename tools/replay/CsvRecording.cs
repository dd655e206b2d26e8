using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Replay;

/// <summary>Comma-separated values with a header, as RFC 4180 has them and the sink <c>csv_file</c> writes them. Columns are taken by name.</summary>
internal sealed class CsvRecording(string file, SchemaFile types, bool isGuessed, bool hasComments) : TextRecording(file, "CSV", types, isGuessed)
{
    protected override ITextRows Open(PortWriter to) => new CsvRows(File, new CsvScanner(RecordingFile.OpenText(File)), to, hasComments);
}
