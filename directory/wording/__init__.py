"""Words people read: gettext catalogs and sentences outside pages."""
