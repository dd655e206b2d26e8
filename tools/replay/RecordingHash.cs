using StreamEngine.Data;

namespace StreamEngine.Replay;

/// <summary>The content hash of a recording.</summary>
public static class RecordingHash
{
    /// <summary>SHA-256 of schema and rows, lower case, and the rows. What is no row is reported and left out.</summary>
    public static async Task<(string Hex, long Rows)> Of(IBatchRecording recording, RefusedRows refused)
    {
        using var hash = new ContentHash(recording.Schema);
        await foreach (var batch in recording.Read(ReadScope.Of(refused)))
        {
            using (batch)
            {
                hash.Add(batch);
            }
        }

        return (hash.Hex(), hash.Rows);
    }
}
