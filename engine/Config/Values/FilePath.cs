namespace StreamEngine.Config;

/// <summary>The path of a file or folder as written, after <c>$name</c> was put in.</summary>
public readonly record struct FilePath(string Path)
{
    /// <inheritdoc/>
    public override string ToString() => Path;
}
