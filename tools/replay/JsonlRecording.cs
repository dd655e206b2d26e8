using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.Sources;

namespace StreamEngine.Replay;

/// <summary>JSON Lines: an object a row, a member a column.</summary>
internal sealed class JsonlRecording(string file, SchemaFile types, bool isGuessed) : TextRecording(file, "JSON Lines", types, isGuessed)
{
    protected override ITextRows Open(PortWriter to) => new JsonlRows(RecordingFile.OpenText(File), to);
}
