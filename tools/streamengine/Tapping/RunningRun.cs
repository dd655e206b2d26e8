namespace StreamEngine.Cli.Tapping;

/// <summary>A run of this user that can be tapped.</summary>
/// <param name="Pipeline">Name of its pipeline, as far as the socket's name has it.</param>
/// <param name="Pid">Its process.</param>
/// <param name="Socket">Path of its socket.</param>
internal sealed record RunningRun(string Pipeline, int Pid, string Socket)
{
    /// <summary>Whether it runs the pipeline of a name.</summary>
    public bool IsOf(string pipeline) => Pipeline == RunFolder.Shortened(pipeline);
}
