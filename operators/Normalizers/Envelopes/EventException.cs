namespace StreamEngine.Normalizers;

/// <summary>Something is no market event; it becomes an error row.</summary>
internal sealed class EventException(string reason) : Exception(reason);
