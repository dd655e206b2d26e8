namespace StreamEngine.Sources.Recorder;

/// <summary>How a capture is written.</summary>
internal enum CaptureForm
{
    /// <summary>A receive time, one blank and JSON a line.</summary>
    Plain,

    /// <summary>A JSON object a line that tells its connection, kind and time (cryptofeed, format 2).</summary>
    Records,

    /// <summary>Lines of the older recorder: <c>time: text</c>, <c>URL -&gt; time: text</c>, <c>ADDRESS &lt;- time: text</c>, <c>ADDRESS &lt;-&gt; time</c>, <c>configuration: …</c>.</summary>
    Text,
}
