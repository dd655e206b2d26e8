namespace StreamEngine.Sources.Recorder;

/// <summary>What a line of a recorder's file is. The first four are the codes of column <c>kind</c> of <c>frame/1</c>.</summary>
internal enum RecordKind : byte
{
    /// <summary>A frame that was received.</summary>
    Recv,

    /// <summary>An answer over HTTP.</summary>
    Http,

    /// <summary>What the client sent.</summary>
    Send,

    /// <summary>A connection that was made.</summary>
    Connect,

    /// <summary>What the recorder says of the file; no row.</summary>
    Header,
}
