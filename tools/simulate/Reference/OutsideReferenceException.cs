namespace StreamEngine.Simulation.Reference;

/// <summary>The reference does not say what comes of a case: it is not run.</summary>
internal sealed class OutsideReferenceException(string why) : Exception(why);
