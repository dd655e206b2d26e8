namespace StreamEngine.Cli.Scaffold;

/// <summary>A file that <c>new</c> writes.</summary>
/// <param name="Path">Where, from the current folder.</param>
/// <param name="Text">What is in it.</param>
internal sealed record NewFile(string Path, string Text);
