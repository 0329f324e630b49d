"""A stateful simulator of publiq's services: UiTiD, UiTPAS and UiTdatabank."""
